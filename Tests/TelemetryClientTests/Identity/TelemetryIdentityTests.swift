// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import TelemetryWire
import Testing

@testable import TelemetryClient

struct TelemetryIdentityTests {
    private let temporary: TemporaryDirectory
    private let directory: TelemetryDirectory

    init() throws {
        temporary = try TemporaryDirectory()
        directory = TelemetryDirectory(path: temporary.file("telemetry"))
    }

    private static let otherSystem = "0123456789abcdef0123456789abcdef"

    private func resolve(
        _ facts: HostFacts = .sample(), host: String = "sense01.example.local", provided: InstallSecret? = nil,
        in directory: TelemetryDirectory? = nil
    ) -> TelemetryIdentity {
        TelemetryIdentity.resolve(
            in: directory ?? self.directory, provided: provided, facts: facts, repositoryHost: host)
    }

    @Test func `makes an ID at first and keeps it`() throws {
        let first = resolve()
        #expect(first.kind == .stored && first.maySend)
        #expect(first.id.utf8.count == 64 && Hex.decode(first.id) != nil)
        #expect(first.id == first.id.lowercased())
        let second = resolve()
        #expect(second.id == first.id)
        #expect(second.secret == first.secret)
        #expect(second.kind == .stored)
    }

    @Test func `follows the published vector`() throws {
        let secret = try #require(InstallSecret((0..<32).map { UInt8($0) }))
        #expect(resolve(provided: secret).id == "8351d36431ea96a85b7bbe6e4b83a4c982944212abeec9fa3e3a60323d2e6676")
    }

    @Test(arguments: [
        HostFacts.sample(mac: "00:15:5d:00:00:01"), .sample(mac: nil), .sample(ipv4: "192.168.1.9"), .sample(ipv4: nil),
        .sample(mac: "00:15:5d:00:00:01", ipv4: "192.168.1.9"), .sample(mac: nil, ipv4: nil, systemID: nil),
        .sample(systemID: nil), .sample(systemID: otherSystem), .sample(mac: nil, systemID: otherSystem),
        .sample(mac: "00:15:5d:00:00:01", systemID: nil),
        .sample(mac: "00:15:5d:00:00:01", systemID: otherSystem, kind: .installation),
    ])
    func `keeps the stored ID whatever changes, unless system and address both do`(_ facts: HostFacts) {
        let first = resolve()
        let second = resolve(facts, host: "elsewhere.example.local")
        #expect(second.id == first.id)
        #expect(second.secret == first.secret)
        #expect(second.kind == .stored)
    }

    @Test func `gives a copied disk an ID of its own, and keeps that one`() throws {
        let first = resolve()
        var state = try directory.state()
        state.counter = 17
        state.acceptedBody = "00"
        state.noticeVersion = 1
        state.isDisabled = true
        try directory.store(state)
        let elsewhere = HostFacts.sample(mac: "00:15:5d:00:00:01", systemID: Self.otherSystem)
        let second = resolve(elsewhere)
        #expect(second.kind == .renewedAfterCopy && second.maySend)
        #expect(second.id != first.id)
        #expect(second.secret != first.secret)
        let renewed = try directory.state()
        #expect(renewed.counter == 0 && renewed.acceptedBody == nil)
        // A choice against telemetry is copied along.
        #expect(renewed.isDisabled)
        let third = resolve(elsewhere)
        #expect(third.kind == .stored)
        #expect(third.id == second.id)
    }

    @Test func `recognises a copy although the host was unknown in between`() {
        let first = resolve()
        #expect(resolve(.sample(mac: nil, systemID: nil)).id == first.id)
        let copy = resolve(.sample(mac: "00:15:5d:00:00:01", systemID: Self.otherSystem))
        #expect(copy.kind == .renewedAfterCopy)
    }

    @Test func `takes over a new address or system, so that a later copy is recognised by it`() {
        let first = resolve()
        let newCard = HostFacts.sample(mac: "00:15:5d:00:00:01")
        #expect(resolve(newCard).id == first.id)
        let newBoard = HostFacts.sample(mac: "00:15:5d:00:00:01", systemID: Self.otherSystem)
        #expect(resolve(newBoard).id == first.id)
        #expect(resolve(.sample()).kind == .renewedAfterCopy)
    }

    @Test func `makes a new ID if the secret was lost`() throws {
        let first = resolve()
        for name in ["secret", "secret.bak"] { try FileManager.default.removeItem(atPath: "\(directory.path)/\(name)") }
        let second = resolve()
        #expect(second.secret != first.secret)
        // The collector pins an ID to the key it first saw, so the old ID with another key would be refused for ever.
        #expect(second.id != first.id)
    }

    @Test func `adopts a provided secret if none is stored, and stays with the stored one`() throws {
        let provided = try #require(InstallSecret([UInt8](repeating: 9, count: 32)))
        let first = resolve(provided: provided)
        #expect(first.secret == provided && first.kind == .stored)
        #expect(try directory.secret() == provided)
        #expect(resolve().id == first.id)
        let another = try #require(InstallSecret([UInt8](repeating: 8, count: 32)))
        #expect(resolve(provided: another).id == first.id)
    }

    @Test func `is different in two directories of one host`() throws {
        let other = TelemetryDirectory(path: temporary.file("other"))
        #expect(resolve().id != resolve(in: other).id)
    }

    @Test func `is for this process only where nothing can be stored, and sends nothing`() throws {
        let file = try temporary.write("", to: "file")
        let nowhere = TelemetryDirectory(path: "\(file)/telemetry")
        let first = resolve(in: nowhere)
        guard case .ephemeral(let reason) = first.kind else {
            Issue.record("expected an ephemeral ID, found \(first.kind)")
            return
        }
        #expect(reason.contains(nowhere.path))
        #expect(!first.maySend)
        #expect(resolve(in: nowhere).id != first.id)
    }

    @Test func `uses the provided secret where nothing can be stored`() throws {
        let file = try temporary.write("", to: "file")
        let nowhere = TelemetryDirectory(path: "\(file)/telemetry")
        let provided = try #require(InstallSecret([UInt8](repeating: 9, count: 32)))
        let first = resolve(provided: provided, in: nowhere)
        #expect(first.kind == .provided && first.maySend)
        #expect(resolve(provided: provided, in: nowhere).id == first.id)
    }

    @Test func `overwrites nothing if the secret is damaged`() throws {
        _ = resolve()
        for name in ["secret", "secret.bak"] { _ = try temporary.write("damaged", to: "telemetry/\(name)") }
        let before = try String(contentsOfFile: "\(directory.path)/state.json", encoding: .utf8)
        let identity = resolve()
        guard case .ephemeral(let reason) = identity.kind else {
            Issue.record("expected an ephemeral ID, found \(identity.kind)")
            return
        }
        #expect(reason.hasPrefix("\(directory.path)/secret "))
        for name in ["secret", "secret.bak"] {
            #expect(try String(contentsOfFile: "\(directory.path)/\(name)", encoding: .utf8) == "damaged")
        }
        #expect(try String(contentsOfFile: "\(directory.path)/state.json", encoding: .utf8) == before)
    }

    @Test func `repairs a damaged secret from its backup`() throws {
        let first = resolve()
        _ = try temporary.write("damaged", to: "telemetry/secret")
        #expect(resolve().id == first.id)
        let text = try String(contentsOfFile: "\(directory.path)/secret", encoding: .utf8)
        // Else the backup would be the only copy left.
        #expect(Hex.decode(text.trimmingCharacters(in: .whitespacesAndNewlines))?.count == 32)
    }

    @Test func `writes no ingredient of the ID into any file`() throws {
        _ = resolve()
        for name in try FileManager.default.contentsOfDirectory(atPath: directory.path) {
            let text = try String(contentsOfFile: "\(directory.path)/\(name)", encoding: .utf8).lowercased()
            for canary in [
                "005056abcdef", "00:50:56", "10.0.0.21", "sense01", "4c4c4544", "4c4c4544004235108051b4c04f4a3332",
            ] {
                #expect(!text.contains(canary), "\(canary) in \(name)")
            }
        }
    }
}
