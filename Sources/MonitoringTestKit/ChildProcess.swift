// SPDX-License-Identifier: MIT

import Foundation
import Synchronization

/// A real program run by a test: its output is kept, and it never outlives the value.
package final class ChildProcess: Sendable {
    private static let starting = Mutex(())

    package let processID: Int32
    private let output = Mutex<[UInt8]>([])
    private let exit = Mutex<Int32?>(nil)
    /// Nobody can print any more.
    private let isOutputOver = Mutex(false)

    /// Starts a program.
    ///
    /// By the system's own call: Foundation's can crash when several start at once.
    ///
    /// - Parameter environment: everything the program sees; nothing is inherited but `PATH` and `HOME`.
    package init(
        _ executable: String, _ arguments: [String], environment: [String: String] = [:], directory: String? = nil
    ) throws {
        let inherited = ProcessInfo.processInfo.environment.filter {
            ["PATH", "HOME", "LD_LIBRARY_PATH"].contains($0.key)
        }
        let variables = inherited.merging(environment) { $1 }.map { "\($0.key)=\($0.value)" }
        // The system's call knows no folder to start in; `env` does.
        let words = directory.map { ["/usr/bin/env", "-C", $0, executable] + arguments } ?? [executable] + arguments
        // One at a time, or another program would get the ends of this one's pipe, too.
        let (ends, process) = try Self.starting.withLock { _ in
            var ends: [Int32] = [0, 0]
            guard pipe(&ends) == 0 else { throw StartFailure(executable, errno) }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            var process: pid_t = 0
            let result = Self.spawn(&process, words, variables, ends[1])
            close(ends[1])
            guard result == 0 else {
                close(ends[0])
                throw StartFailure(executable, result)
            }
            return (ends, process)
        }
        processID = process
        let descriptor = ends[0]
        Thread.detachNewThread { [weak self] in
            var bytes = [UInt8](repeating: 0, count: 16 * 1024)
            while true {
                let count = read(descriptor, &bytes, bytes.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { break }
                self?.append(Array(bytes[..<count]))
            }
            close(descriptor)
            self?.isOutputOver.withLock { $0 = true }
        }
        Thread.detachNewThread { [weak self] in
            var status: Int32 = 0
            while waitpid(process, &status, 0) < 0, errno == EINTR {}
            // As a shell tells it: the exit status, or the number of the signal that ended it.
            let signal = status & 0x7F
            self?.exit.withLock { $0 = signal == 0 ? (status >> 8) & 0xFF : signal }
        }
    }

    private static func spawn(
        _ process: inout pid_t, _ words: [String], _ environment: [String], _ output: Int32
    ) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, output, 2)
        // Signals that are blocked here would be blocked there, and a SIGTERM never seen.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var arguments = words.map { strdup($0) } + [nil]
        var variables = environment.map { strdup($0) } + [nil]
        defer { for text in arguments + variables { free(text) } }
        return posix_spawn(&process, words[0], &actions, &attributes, &arguments, &variables)
    }

    /// A program that cannot be started.
    package struct StartFailure: Error, CustomStringConvertible {
        package let description: String

        init(_ executable: String, _ number: Int32) {
            description = "\(executable) cannot be started: \(String(cString: strerror(number)))"
        }
    }

    deinit {
        if exitStatus == nil { kill(processID, SIGKILL) }
    }

    private func append(_ bytes: [UInt8]) { output.withLock { $0 += bytes } }

    /// Everything that the program printed so far, to both streams.
    package var text: String { String(decoding: output.withLock { $0 }, as: UTF8.self) }

    /// The exit status; `nil` while the program runs.
    package var exitStatus: Int32? { exit.withLock { $0 } }

    package func send(_ signal: Int32) { kill(processID, signal) }

    /// Waits for the program to end by itself, at most `limit`; then it is killed and `nil` is returned.
    package func waitForExit(limit: Duration = .patience) async throws -> Int32? {
        if try await poll(within: limit, { self.exitStatus != nil }) {
            // What was printed last may still be in the pipe, which somebody that it started may hold open.
            _ = try await poll(within: .seconds(2)) { self.isOutputOver.withLock { $0 } }
            return exitStatus
        }
        kill(processID, SIGKILL)
        return nil
    }

    /// Waits until the output contains a text.
    package func waitForOutput(_ wanted: String, limit: Duration = .patience) async throws -> Bool {
        try await poll(within: limit) { self.text.contains(wanted) || self.exitStatus != nil } && text.contains(wanted)
    }
}

extension Duration {
    /// Longer than anything takes that works, also on a machine that stands still now and then.
    package static let patience: Duration = .seconds(60)
}

/// Asks again and again until something is so, at most `limit` of real time: for what only other processes can make true.
package func poll(within limit: Duration = .patience, _ isSo: () async throws -> Bool) async throws -> Bool {
    let clock = ContinuousClock()
    let deadline = clock.now.advanced(by: limit)
    while clock.now < deadline {
        if try await isSo() { return true }
        try await clock.sleep(for: .milliseconds(20))
    }
    return try await isSo()
}
