// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import TelemetryWire
import Testing

@testable import TelemetryClient

/// Every combination of all switches, with the stored choice in real folders, at the first start and at a later one.
struct ConsentTruthTableTests {
    /// The switches that are environment variables, with a value that says no.
    private static let variables: [(name: String, off: String)] = [
        ("BUTLER_SOS_TELEMETRY", "off"), ("DO_NOT_TRACK", "1"), ("CI", "true"), ("GITHUB_ACTIONS", "true"),
        ("GITLAB_CI", "1"), ("TF_BUILD", "True"), ("JENKINS_URL", "https://jenkins.example.com/"),
    ]

    private struct Start {
        var name: String
        var directory: TelemetryDirectory
        var isDisabled: Bool
    }

    private let temporary: TemporaryDirectory

    init() throws { temporary = try TemporaryDirectory(inMemory: true) }

    @Test func `is on if and only if nothing says no, and names a switch that does`() throws {
        let starts = try starts()
        var count = 0
        var on = 0
        for bits in 0..<(1 << (Self.variables.count + 2)) {
            func isSet(_ bit: Int) -> Bool { bits >> bit & 1 == 1 }
            let set = Self.variables.indices.filter(isSet).map { Self.variables[$0] }
            for configured in [nil, true, false] as [Bool?] {
                for start in starts {
                    var options = options(in: start.directory)
                    options.environment = Dictionary(uniqueKeysWithValues: set.map { ($0.name, $0.off) })
                    options.isConfigured = configured
                    options.isOffForThisRun = isSet(Self.variables.count)
                    options.mayReadHost = !isSet(Self.variables.count + 1)
                    let verdict = Telemetry.verdict(options, start.directory)
                    let reasons = Self.reasons(options, isDisabled: start.isDisabled)
                    let isRight =
                        switch verdict {
                        case .on: reasons.isEmpty
                        case .off(let reason): reasons.contains(reason)
                        }
                    // A plain check first: an expectation for each of the thousands would be slow.
                    if !isRight { Issue.record("\(start.name): \(verdict), but \(reasons) say no") }
                    count += 1
                    on += verdict.isOn ? 1 : 0
                }
            }
        }
        #expect(count == 512 * 3 * 4)
        // Nothing set, absent or true in the configuration, at the two starts without a stored choice.
        #expect(on == 4)
    }

    private static func reasons(_ options: TelemetryOptions, isDisabled: Bool) -> [ConsentVerdict.Reason] {
        var reasons: [ConsentVerdict.Reason] = []
        for name in options.environment.keys {
            let isOfPeople = ["BUTLER_SOS_TELEMETRY", "DO_NOT_TRACK"].contains(name)
            reasons.append(isOfPeople ? .environment(name) : .automation(name))
        }
        if options.isConfigured == false { reasons.append(.configuration) }
        if options.isOffForThisRun { reasons.append(.commandLine) }
        if !options.mayReadHost { reasons.append(.host) }
        if isDisabled { reasons.append(.storedChoice) }
        return reasons
    }

    /// A first start with and without a "no" that was stored before, and a later one with and without.
    private func starts() throws -> [Start] {
        func directory(_ name: String) -> TelemetryDirectory { TelemetryDirectory(path: temporary.file(name)) }
        let starts = [
            Start(name: "first start", directory: directory("first"), isDisabled: false),
            Start(name: "first start, disabled", directory: directory("first-disabled"), isDisabled: true),
            Start(name: "later start", directory: directory("later"), isDisabled: false),
            Start(name: "later start, disabled", directory: directory("later-disabled"), isDisabled: true),
        ]
        for start in starts.dropFirst(2) {
            _ = Telemetry(options(in: start.directory), isOnlyLooking: false, files: HostFiles([:]))
            try start.directory.update { state throws(TelemetryStateFailure) in
                state.noticeVersion = 1
                state.noticeTime = 1_795_352_754
                state.acceptedBody = "00"
            }
        }
        for start in starts where start.isDisabled {
            _ = try Telemetry(options(in: start.directory), isOnlyLooking: true, files: HostFiles([:])).disable()
        }
        return starts
    }

    private func options(in directory: TelemetryDirectory) -> TelemetryOptions {
        TelemetryOptions(
            service: .butlerSOS, version: "0.1.0", features: [:], stateFolder: directory.path, environment: [:],
            collector: nil)
    }
}
