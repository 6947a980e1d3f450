// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import TelemetryWire
import Testing

@testable import TelemetryClient

/// What the table of single starts cannot show: several starts in a row, and what stands in files and notes.
struct TelemetryIdentityTests {
    private let temporary: TemporaryDirectory
    private let directory: TelemetryDirectory

    init() throws {
        temporary = try TemporaryDirectory(inMemory: true)
        directory = TelemetryDirectory(path: temporary.file("telemetry"))
    }

    private static let otherSystem = "0123456789abcdef0123456789abcdef"
    private static let elsewhere = HostFacts.sample(mac: "00155d000001", systemID: otherSystem)

    private func resolve(
        _ facts: HostFacts = .sample(), provided: InstallSecret? = nil, in directory: TelemetryDirectory? = nil,
        isOnlyLooking: Bool = false
    ) -> TelemetryIdentity {
        TelemetryIdentity.resolve(
            in: directory ?? self.directory, provided: provided, ingredients: .sample(facts),
            isOnlyLooking: isOnlyLooking)
    }

    @Test func `makes an ID at first and keeps it`() throws {
        let first = resolve()
        #expect(first.kind == .stored && first.maySend)
        #expect(first.id.utf8.count == 64 && Hex.decode(first.id) != nil)
        #expect(first.id == first.id.lowercased())
        #expect(resolve() == first)
    }

    @Test func `follows the published vector`() throws {
        let secret = try #require(InstallSecret((0..<32).map { UInt8($0) }))
        #expect(resolve(provided: secret).id == "8351d36431ea96a85b7bbe6e4b83a4c982944212abeec9fa3e3a60323d2e6676")
    }

    @Test func `gives a copied disk an ID of its own, and keeps that one`() throws {
        let first = resolve()
        let second = resolve(Self.elsewhere)
        #expect(second.kind == .renewedAfterCopy)
        #expect(second.id != first.id)
        let third = resolve(Self.elsewhere)
        #expect(third.kind == .stored)
        #expect(third.id == second.id)
    }

    @Test func `recognises a copy although the host was unknown in between`() {
        let first = resolve()
        #expect(resolve(.sample(mac: nil, systemID: nil)).id == first.id)
        #expect(resolve(Self.elsewhere).kind == .renewedAfterCopy)
    }

    @Test func `takes over a new address or system, so that a later copy is recognised by it`() {
        let first = resolve()
        #expect(resolve(.sample(mac: "00155d000001")).id == first.id)
        #expect(resolve(Self.elsewhere).id == first.id)
        #expect(resolve(.sample()).kind == .renewedAfterCopy)
    }

    @Test func `is different in two directories of one host`() {
        let other = TelemetryDirectory(path: temporary.file("other"))
        #expect(resolve().id != resolve(in: other).id)
    }

    @Test func `is the same for all who start at once`() async {
        let directory = directory
        let found = await withTaskGroup(of: String.self) { group in
            for _ in 0..<16 {
                group.addTask {
                    await withCheckedContinuation { continuation in
                        // Threads, as processes have them: tasks take turns.
                        Thread.detachNewThread {
                            let found = TelemetryIdentity.resolve(
                                in: directory, provided: nil, ingredients: .sample())
                            continuation.resume(returning: found.id)
                        }
                    }
                }
            }
            return await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(found.count == 1)
        #expect(found.contains(resolve().id))
    }

    @Test func `is another one in each process where nothing can be stored, and says where that is`() throws {
        let nowhere = TelemetryDirectory(path: "\(try temporary.write("", to: "file"))/telemetry")
        let first = resolve(in: nowhere)
        guard case .ephemeral(let reason) = first.kind else {
            Issue.record("expected an ephemeral ID, found \(first.kind)")
            return
        }
        #expect(reason.contains(nowhere.path))
        #expect(resolve(in: nowhere).id != first.id)
    }

    @Test func `takes the given secret where there can be no folder`() throws {
        let nowhere = TelemetryDirectory(path: "\(try temporary.write("", to: "file"))/telemetry")
        let given = InstallSecret(random: { 9 })
        let first = resolve(provided: given, in: nowhere)
        #expect(first.kind == .provided && first.maySend)
        #expect(resolve(provided: given, in: nowhere).id == first.id)
    }

    @Test func `does not send with a given secret if what was decided cannot be read`() throws {
        _ = resolve()
        _ = try temporary.write("{ \"isDisabled\": tr", to: "telemetry/state.json")
        let found = resolve(provided: InstallSecret(random: { 9 }))
        #expect(!found.maySend)
        #expect(found.kind == .ephemeral(because: "\(directory.path)/state.json \(Self.damagedState)"))
    }

    private static let damagedState = "is damaged, so nothing is sent. Restore it, or start anew"

    @Test func `changes nothing if it only looks`() throws {
        let example = resolve(isOnlyLooking: true)
        #expect(!example.maySend)
        #expect(!FileManager.default.fileExists(atPath: directory.path))
        let first = resolve()
        let before = try Snapshot(of: directory.path)
        #expect(resolve(isOnlyLooking: true).id == first.id)
        // Nor if it would renew the ID, or mend a file.
        #expect(resolve(Self.elsewhere, isOnlyLooking: true).id == first.id)
        #expect(try Snapshot(of: directory.path) == before)
        _ = try temporary.write("damaged", to: "telemetry/secret")
        #expect(resolve(isOnlyLooking: true).id == first.id)
        #expect(try String(contentsOfFile: "\(directory.path)/secret", encoding: .utf8) == "damaged")
    }

    @Test func `writes no ingredient of the ID into any file`() throws {
        _ = resolve()
        for (name, text) in try Snapshot(of: directory.path).texts {
            for canary in [
                "005056abcdef", "00:50:56", "10.0.0.21", "sense01", "4c4c4544", "4c4c4544004235108051b4c04f4a3332",
            ] {
                #expect(!text.lowercased().contains(canary), "\(canary) in \(name)")
            }
        }
    }
}
