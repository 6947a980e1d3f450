// SPDX-License-Identifier: MIT

import Foundation
import Synchronization

/// A real program run by a test: its output is kept, and it never outlives the value.
package final class ChildProcess: Sendable {
    private static let starting = Mutex(())

    private let process: Process
    private let output = Mutex<[UInt8]>([])
    private let exit = Mutex<Int32?>(nil)

    /// Starts a program.
    ///
    /// - Parameter environment: everything the program sees; nothing is inherited but `PATH` and `HOME`.
    package init(
        _ executable: String, _ arguments: [String], environment: [String: String] = [:], directory: String? = nil
    ) throws {
        process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = arguments
        let inherited = ProcessInfo.processInfo.environment.filter {
            ["PATH", "HOME", "LD_LIBRARY_PATH"].contains($0.key)
        }
        process.environment = inherited.merging(environment) { $1 }
        if let directory { process.currentDirectoryURL = URL(fileURLWithPath: directory) }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        // A descriptor and a thread of its own: Foundation's handlers can outlive their descriptor, which ends the tests.
        let descriptor = fcntl(pipe.fileHandleForReading.fileDescriptor, F_DUPFD_CLOEXEC, 0)
        process.terminationHandler = { [weak self] process in self?.exit.withLock { $0 = process.terminationStatus } }
        // Foundation hands its own blocked signals to the child, which would then never see a SIGTERM.
        var none = sigset_t()
        var old = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &old)
        defer { pthread_sigmask(SIG_SETMASK, &old, nil) }
        // Two starts in the same instant can crash in Foundation.
        do { try Self.starting.withLock { _ in try process.run() } } catch {
            close(descriptor)
            throw error
        }
        Thread.detachNewThread { [weak self] in
            var bytes = [UInt8](repeating: 0, count: 16 * 1024)
            while true {
                let count = read(descriptor, &bytes, bytes.count)
                guard count > 0 else { break }
                self?.append(Array(bytes[..<count]))
            }
            close(descriptor)
        }
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    private func append(_ bytes: [UInt8]) { output.withLock { $0 += bytes } }

    /// Everything that the program printed so far, to both streams.
    package var text: String { String(decoding: output.withLock { $0 }, as: UTF8.self) }

    package var processID: Int32 { process.processIdentifier }

    /// The exit status; `nil` while the program runs.
    package var exitStatus: Int32? { exit.withLock { $0 } }

    package func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// Waits for the program to end by itself, at most `limit`; then it is killed and `nil` is returned.
    package func waitForExit(limit: Duration = .seconds(20)) async throws -> Int32? {
        if try await poll(limit, { self.exitStatus != nil }) {
            // What was printed last may still be in the pipe.
            _ = try await poll(.milliseconds(200), { false })
            return exitStatus
        }
        kill(process.processIdentifier, SIGKILL)
        return nil
    }

    /// Waits until the output contains a text.
    package func waitForOutput(_ wanted: String, limit: Duration = .seconds(20)) async throws -> Bool {
        try await poll(limit) { self.text.contains(wanted) || self.exitStatus != nil } && text.contains(wanted)
    }
}

/// Asks again and again until something is so, at most `limit` of real time: for what only other processes can make true.
package func poll(_ limit: Duration, _ isSo: () async throws -> Bool) async throws -> Bool {
    let clock = ContinuousClock()
    let deadline = clock.now.advanced(by: limit)
    while clock.now < deadline {
        if try await isSo() { return true }
        try await clock.sleep(for: .milliseconds(20))
    }
    return try await isSo()
}
