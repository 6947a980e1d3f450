// SPDX-License-Identifier: MIT

import Synchronization

@testable import LogOutput

/// Keeps what a log writes to its console, and has its clocks in the hand.
final class LineRecorder: Sendable {
    /// 2026-11-22T08:09:10.011Z
    static let start = LogTime(seconds: 1_795_334_950, milliseconds: 11)

    private struct State {
        var lines: [String] = []
        var elapsed = Duration.zero
        var time = LineRecorder.start
    }

    private let state = Mutex(State())

    var lines: [String] { state.withLock { $0.lines } }
    /// The lines without their time and their end.
    var texts: [String] { lines.map { String($0.dropFirst(25).dropLast()) } }

    func log(
        level: LogLevel = .silly, format: LogFormat = .text, files: ProgramLog.Files? = nil,
        countsRepetition: Bool = false, isColoured: Bool = false
    ) -> ProgramLog {
        ProgramLog(
            level: level, format: format, files: files, countsRepetition: countsRepetition, isColoured: isColoured,
            now: { [self] in state.withLock { $0.time } }, elapsed: { [self] in state.withLock { $0.elapsed } },
            console: { [self] line in state.withLock { $0.lines.append(String(decoding: line, as: UTF8.self)) } })
    }

    /// Both clocks go on by whole seconds.
    func advance(by seconds: Int) {
        state.withLock { state in
            state.elapsed += .seconds(seconds)
            state.time.seconds += seconds
        }
    }

    /// Somebody sets the wall clock.
    func set(_ time: LogTime) { state.withLock { $0.time = time } }
}
