// SPDX-License-Identifier: MIT

import Foundation

/// A program that is started and timed from the outside.
final class Program {
    struct TookTooLong: Error {
        var program: String
        var output: String
    }

    private let process = Process()
    private let output = Pipe()
    private let started: ContinuousClock.Instant
    private var text = ""

    init(_ path: String, _ arguments: [String]) throws {
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = output
        // Foundation hands its own blocked signals to the child, which would then never see a SIGTERM.
        var none = sigset_t()
        var old = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &old)
        defer { pthread_sigmask(SIG_SETMASK, &old, nil) }
        started = ContinuousClock.now
        try process.run()
    }

    var processID: Int32 { process.processIdentifier }

    func kill() { process.terminate() }

    func secondsToExit() throws -> Double {
        process.waitUntilExit()
        return seconds()
    }

    /// The time from the start until a line with these words came out.
    @discardableResult
    func waitForLine(_ words: String, seconds limit: Double) throws -> Double {
        while !text.contains(words) {
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty, seconds() < limit else {
                throw TookTooLong(program: process.executableURL?.path ?? "", output: text)
            }
            text += String(decoding: data, as: UTF8.self)
        }
        return seconds()
    }

    private func seconds() -> Double {
        let parts = (ContinuousClock.now - started).components
        return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
    }
}
