// SPDX-License-Identifier: MIT

import Testing

@testable import TelemetryClient

/// One way in which a program can find its state, its host and its settings at a start.
struct IdentityCase: Sendable, CustomTestStringConvertible {
    /// What is there from before.
    enum Stored: String, CaseIterable { case nothing, secret, state, both }
    /// How the MAC address was at the last start, and is now.
    enum Address: String, CaseIterable { case same, changed, unknownNow, unknownThen }
    /// The same of the system's ID, which the firmware has or the installation.
    enum System: String, CaseIterable {
        case same, changed, unknownNow, unknownThen
        case sameInstallation, changedInstallation, unknownNowInstallation, unknownThenInstallation
        case firmwareThenInstallation, installationThenFirmware
    }

    var stored: Stored
    var address: Address
    var system: System
    var isContainer: Bool
    var isProvided: Bool
    var isWritable: Bool

    static let all: [IdentityCase] = Stored.allCases.flatMap { stored in
        Address.allCases.flatMap { address in
            System.allCases.flatMap { system in
                [false, true].flatMap { isContainer in
                    [false, true].flatMap { isProvided in
                        [true, false].map { isWritable in
                            IdentityCase(
                                stored: stored, address: address, system: system, isContainer: isContainer,
                                isProvided: isProvided, isWritable: isWritable)
                        }
                    }
                }
            }
        }
    }

    var testDescription: String {
        [
            "\(stored.rawValue) stored", "MAC \(address.rawValue)", "system ID \(system.rawValue)",
            isContainer ? "container" : "machine", isProvided ? "secret given" : "no secret given",
            isWritable ? "writable" : "not writable",
        ].joined(separator: ", ")
    }

    // The host at the last start and now. Whatever else is an ingredient changes, too: it never matters.

    var then: HostFacts {
        .sample(
            mac: address == .unknownThen ? nil : "005056abcdef", ipv4: "10.0.0.21", systemID: systemThen?.digits,
            kind: systemThen?.kind ?? .firmware, isContainer: isContainer)
    }

    var now: HostFacts {
        .sample(
            mac: addressNow,
            ipv4: "192.168.7.9", systemID: systemNow?.digits, kind: systemNow?.kind ?? .firmware,
            isContainer: isContainer)
    }

    private var addressNow: String? {
        switch address {
        case .same: "005056abcdef"
        case .changed, .unknownThen: "00155d000001"
        case .unknownNow: nil
        }
    }

    private typealias ID = (kind: SystemID.Kind, digits: String)
    private static let first = "4c4c4544004235108051b4c04f4a3332"
    private static let second = "0123456789abcdef0123456789abcdef"

    private var systemThen: ID? {
        switch system {
        case .same, .changed, .unknownNow, .firmwareThenInstallation: (.firmware, Self.first)
        case .sameInstallation, .changedInstallation, .unknownNowInstallation, .installationThenFirmware:
            (.installation, Self.first)
        case .unknownThen, .unknownThenInstallation: nil
        }
    }

    private var systemNow: ID? {
        switch system {
        case .same: (.firmware, Self.first)
        case .sameInstallation: (.installation, Self.first)
        case .changed, .unknownThen, .installationThenFirmware: (.firmware, Self.second)
        case .changedInstallation, .unknownThenInstallation, .firmwareThenInstallation:
            (.installation, Self.second)
        case .unknownNow, .unknownNowInstallation: nil
        }
    }
}
