// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

@testable import TelemetryClient

/// Commands work beside the running service, and tasks beside each other.
@Suite(.timeLimit(.minutes(3))) struct FolderLockTests {
    private let temporary: TemporaryDirectory
    private let directory: TelemetryDirectory

    init() throws {
        temporary = try TemporaryDirectory(inMemory: true)
        directory = TelemetryDirectory(path: temporary.file("telemetry"))
        try directory.prepare()
    }

    /// Another process that holds the lock for some seconds.
    private func holder(for seconds: String) async throws -> ChildProcess {
        let script = "exec 9<>\"$1\"; flock 9; echo held; exec sleep \"$2\""
        let process = try ChildProcess("/bin/bash", ["-c", script, "bash", "\(directory.path)/lock", seconds])
        try #require(await process.waitForOutput("held"))
        return process
    }

    private static let id = String(repeating: "0b", count: 32)

    /// As a command waits, and not as a service does at its start.
    private func patient() -> TelemetryDirectory { TelemetryDirectory(path: directory.path, patience: .seconds(30)) }

    private func count(in directory: TelemetryDirectory) throws {
        try directory.update { state throws(TelemetryStateFailure) in state.counter += 1 }
    }

    @Test func `loses no change of many tasks at once`() async throws {
        try directory.update { state throws(TelemetryStateFailure) in state.id = Self.id }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                // Each with a value of its own, as processes have.
                let own = patient()
                group.addTask {
                    try own.update { state throws(TelemetryStateFailure) in state.counter += 1 }
                    try own.appendHistory("{\"line\":1}", of: Self.id)
                    try own.prepare()
                }
            }
            try await group.waitForAll()
        }
        #expect(try directory.state().counter == 50)
        #expect(try directory.historyLines() == Array(repeating: "{\"line\":1}", count: 50))
    }

    @Test func `waits for another process`() async throws {
        let holder = try await holder(for: "0.3")
        try count(in: patient())
        // It was over when this one came through.
        #expect(try await poll { holder.exitStatus != nil })
        #expect(try directory.state().counter == 1)
    }

    @Test func `does not wait for ever, changes nothing then, and says what is in the way`() async throws {
        let holder = try await holder(for: "30")
        let failure = #expect(throws: TelemetryStateFailure.self) { try count(in: directory) }
        #expect(failure?.file == "\(directory.path)/lock")
        #expect(failure?.problem.contains("held by another process") == true)
        #expect(throws: TelemetryStateFailure.self) { try directory.appendHistory("{}", of: Self.id) }
        #expect(throws: TelemetryStateFailure.self) { try directory.storeNo() }
        #expect(throws: TelemetryStateFailure.self) { try directory.reset(history: true) }
        // Reading needs no lock.
        #expect(try directory.state().counter == 0)
        #expect(try directory.historyLines().isEmpty)
        holder.send(SIGKILL)
        #expect(try await poll { holder.exitStatus != nil })
        try count(in: directory)
        #expect(try directory.state().counter == 1)
    }

    @Test func `lets one at a time have a request on its way, and asks nobody to wait`() throws {
        var first = try directory.claimSending()
        #expect(first != nil)
        #expect(try patient().claimSending() == nil)
        // What is written down meanwhile needs only the lock.
        try count(in: directory)
        withExtendedLifetime(first) {}
        first = nil
        #expect(try patient().claimSending() != nil)
    }

    @Test func `gives the lock back if a change fails`() throws {
        let wanted = TelemetryStateFailure(file: "x", problem: "of the test")
        #expect(throws: wanted) {
            try directory.update { state throws(TelemetryStateFailure) in
                state.counter = 99
                throw wanted
            }
        }
        #expect(try directory.state().counter == 0)
        try count(in: directory)
        #expect(try directory.state().counter == 1)
    }
}
