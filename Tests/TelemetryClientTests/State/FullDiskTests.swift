// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import TelemetryWire
import Testing

@testable import TelemetryClient

@Suite(.enabled("\(TinyDisk.whyNot)", { await TinyDisk.isPossible() }), .timeLimit(.minutes(3)))
struct FullDiskTests {
    private let disk: TinyDisk
    private let directory: TelemetryDirectory

    init() async throws {
        disk = try await TinyDisk()
        directory = TelemetryDirectory(path: "\(disk.path)/telemetry")
    }

    private func resolve() -> TelemetryIdentity {
        TelemetryIdentity.resolve(in: directory, provided: nil, ingredients: .sample())
    }

    @Test func `leaves the old state whole, says so, and goes on when there is room`() throws {
        let first = resolve()
        #expect(first.kind == .stored)
        let before = try Snapshot(of: directory.path)
        try disk.fill()
        let failure = #expect(throws: TelemetryStateFailure.self) {
            try directory.update { state throws(TelemetryStateFailure) in state.counter = 5 }
        }
        #expect(failure?.file == "\(directory.path)/state.json")
        #expect(failure?.problem.contains("No space left on device") == true)
        // Nothing half-written, nothing left over, and the same ID.
        #expect(resolve().id == first.id)
        #expect(try Snapshot(of: directory.path) == before)
        try disk.clear()
        #expect(resolve().id == first.id)
    }

    @Test func `has an ID for one run only if the disk was full from the start`() throws {
        try disk.fill()
        guard case .ephemeral(let reason) = resolve().kind else {
            Issue.record("something was kept on a full disk")
            return
        }
        #expect(reason.contains("No space left on device"))
        try disk.clear()
        #expect(resolve().kind == .stored)
    }

    @Test func `adds a line whole or not at all`() throws {
        try directory.prepare()
        try directory.appendHistory("{\"first\":1}")
        try disk.fill()
        // Longer than the rest of the block that the file has already.
        let failure = #expect(throws: TelemetryStateFailure.self) {
            try directory.appendHistory(String(repeating: "x", count: 10_000))
        }
        #expect(failure?.problem.contains("No space left on device") == true)
        #expect(try directory.historyLines() == ["{\"first\":1}"])
        try disk.clear()
        try directory.appendHistory("{\"second\":2}")
        #expect(try directory.historyLines() == ["{\"first\":1}", "{\"second\":2}"])
    }

    @Test func `signs nothing if the counter cannot be kept`() throws {
        let identity = resolve()
        let signer = MessageSigner(directory: directory, identity: identity, service: .butlerSOS, now: { 0 })
        #expect(try signer.report([1]).counter == 1)
        try disk.fill()
        #expect(throws: TelemetryStateFailure.self) { try signer.report([1]) }
        try disk.clear()
        #expect(try signer.report([1]).counter == 2)
    }
}
