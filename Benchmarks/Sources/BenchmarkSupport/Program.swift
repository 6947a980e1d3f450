// SPDX-License-Identifier: MIT

import Foundation

/// A program that is started, timed and looked at from the outside.
package final class Program {
    package struct TookTooLong: Error {
        package var program: String
        package var output: String
    }

    private let process = Process()
    private let log: String
    private let started: ContinuousClock.Instant
    private var child: Int32?

    /// - Parameter log: the file that gets what the program says.
    package init(_ path: String, _ arguments: [String], log: String, directory: String? = nil) throws {
        self.log = log
        _ = FileManager.default.createFile(atPath: log, contents: nil)
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.standardOutput = FileHandle(forWritingAtPath: log)
        process.standardError = process.standardOutput
        if let directory { process.currentDirectoryURL = URL(fileURLWithPath: directory) }
        // Foundation hands its own blocked signals to the child, which would then never see a SIGTERM.
        var none = sigset_t()
        var old = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &old)
        defer { pthread_sigmask(SIG_SETMASK, &old, nil) }
        started = ContinuousClock.now
        try process.run()
    }

    deinit { if process.isRunning { Foundation.kill(processID, SIGKILL) } }

    package var processID: Int32 { child ?? process.processIdentifier }
    package var output: String { (try? String(contentsOfFile: log, encoding: .utf8)) ?? "" }

    /// From now on this is about the program that the started one runs: `faketime` for example waits for another.
    package func followChild() {
        let parent = process.processIdentifier
        let children = try? String(contentsOfFile: "/proc/\(parent)/task/\(parent)/children", encoding: .utf8)
        child = children?.split(separator: " ").first.flatMap { Int32($0) }
    }

    package func kill(_ signal: Int32 = SIGTERM) { Foundation.kill(processID, signal) }

    @discardableResult
    package func secondsToExit() -> Double {
        process.waitUntilExit()
        return seconds
    }

    /// What it ended with; ask after `secondsToExit`.
    package var exitStatus: Int32 { process.terminationStatus }

    /// The time from the start until a line with these words came out, looked for every millisecond.
    @discardableResult
    package func waitForLine(_ words: String, seconds limit: Double) throws -> Double {
        while !output.contains(words) {
            guard seconds < limit, process.isRunning || output.contains(words) else {
                throw TookTooLong(program: process.executableURL?.path ?? "", output: output)
            }
            usleep(1000)
        }
        return seconds
    }

    /// CPU time used so far, in seconds; the kernel counts in hundredths.
    package var cpuSeconds: Double {
        get throws {
            let clock = try String(contentsOfFile: "/proc/\(processID)/stat", encoding: .utf8).split(separator: " ")
            return ((Double(clock[13]) ?? 0) + (Double(clock[14]) ?? 0)) / Double(sysconf(Int32(_SC_CLK_TCK)))
        }
    }

    /// A figure of `/proc/PID/status` in KiB, `RssAnon` for example.
    package func kibibytes(_ name: String) throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(processID)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("\(name):") } ?? ""
        return line.split { $0 == " " || $0 == "\t" }.dropFirst().first.flatMap { Int($0) } ?? 0
    }

    private var seconds: Double {
        let parts = (ContinuousClock.now - started).components
        return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
    }
}
