// SPDX-License-Identifier: MIT

package import Logging
import Synchronization

/// The log of a program: which lines are wanted, and where they go.
///
/// All loggers that it makes share its level, also when that changes. A line is made once and goes to the console and, if
/// there is one, to the file of the day; the lines of several tasks never mix.
package final class ProgramLog: Sendable {
    /// Where log files are written.
    package struct Files: Sendable {
        package var directory: String
        package var retentionDays: Int
        /// Seconds east of UTC at a moment: files are those of local days.
        package var offset: @Sendable (_ seconds: Int) -> Int

        package init(
            directory: String, retentionDays: Int,
            offset: @escaping @Sendable (_ seconds: Int) -> Int = LogTime.systemOffset
        ) {
            self.directory = directory
            self.retentionDays = retentionDays
            self.offset = offset
        }
    }

    private struct State {
        var stream: ConsoleStream
        var file: DailyLogFile?
        var repetitions: RepetitionFilter?
    }

    private let threshold: Atomic<Int>
    private let format: LogFormat
    private let isColoured: Bool
    private let now: @Sendable () -> LogTime
    private let elapsed: @Sendable () -> Duration
    private let console: (@Sendable ([UInt8]) -> Void)?
    private let state: Mutex<State>

    /// - Parameters:
    ///   - files: `nil` writes to the console only.
    ///   - countsRepetition: counts identical lines within a minute; needs somebody who calls `tellRepetitions`.
    ///   - elapsed: a clock that does not jump; `nil` takes the system's.
    ///   - console: takes whole lines; `nil` is the descriptor.
    ///   - descriptor: standard output. What nobody takes from it is lost, counted, and told when it is read again.
    package init(
        level: LogLevel, format: LogFormat = .text, files: Files? = nil, countsRepetition: Bool = false,
        isColoured: Bool = Console.isColoured(), now: @escaping @Sendable () -> LogTime = LogTime.system,
        elapsed: (@Sendable () -> Duration)? = nil, console: (@Sendable ([UInt8]) -> Void)? = nil,
        descriptor: Int32 = Console.descriptor
    ) {
        threshold = Atomic(level.detail)
        self.format = format
        self.isColoured = isColoured
        self.now = now
        let start = ContinuousClock.now
        self.elapsed = elapsed ?? { ContinuousClock.now - start }
        self.console = console
        let file = files.map {
            DailyLogFile(directory: $0.directory, retentionDays: $0.retentionDays, offset: $0.offset)
        }
        state = Mutex(
            State(
                stream: ConsoleStream(descriptor: descriptor), file: file,
                repetitions: countsRepetition ? RepetitionFilter() : nil))
    }

    /// The least important lines that are written, by loggers that have no level of their own.
    package var level: LogLevel {
        get { LogLevel(detail: threshold.load(ordering: .relaxed)) }
        set { threshold.store(newValue.detail, ordering: .relaxed) }
    }

    package func logger(_ label: String) -> Logger { Logger(label: label) { _ in LineLogHandler(self) } }

    /// Writes a line whatever the level is, unless it came within a minute and is the last word on its topic.
    package func write(_ line: LogLine) {
        state.withLock { state in
            let elapsed = elapsed()
            for line in state.repetitions?.lines(for: line, at: elapsed) ?? [line] { put(line, &state) }
        }
    }

    /// Writes a line whatever the level is, and also if it came a moment ago.
    package func announce(_ line: LogLine) {
        state.withLock { state in
            for line in state.repetitions?.before(line) ?? [] { put(line, &state) }
            put(line, &state)
        }
    }

    /// Writes a line to the log files only, for what is told on the console in another way.
    package func record(_ line: LogLine) {
        guard format.shows(line) else { return }
        state.withLock { state in
            let time = now()
            _ = state.file?.write(format.bytes(of: line, at: time), at: time.seconds, elapsed: elapsed())
        }
    }

    /// The folder of the log files; `nil` if there are none.
    package var folder: String? { state.withLock { $0.file?.directory } }

    /// Says which lines came again in a minute that is over.
    package func tellRepetitions() {
        state.withLock { state in
            for line in state.repetitions?.due(at: elapsed()) ?? [] { put(line, &state) }
        }
    }

    /// Opens the log file again with the next line: it may have been moved.
    package func reopen() { state.withLock { $0.file?.reopen() } }

    /// Says what is left to say. What comes later is written as it comes.
    package func finish() {
        state.withLock { state in
            let left = state.repetitions?.flush() ?? []
            state.repetitions = nil
            for line in left { put(line, &state) }
            state.stream.tell { notice(lost: $0, at: now()) }
            guard let file = state.file, file.lost > 0 else { return }
            let fields = [
                LogLine.Field(name: "folder", value: file.directory),
                LogLine.Field(name: "lost", value: "\(file.lost)"),
            ]
            show(LogLine(level: .error, message: "LOG FILE: lines are missing", fields: fields), at: now(), &state)
        }
    }

    private func put(_ line: LogLine, _ state: inout State) {
        guard format.shows(line) else { return }
        let time = now()
        let bytes = show(line, at: time, &state)
        guard let change = state.file?.write(bytes, at: time.seconds, elapsed: elapsed()) else { return }
        let notice = show(change.line, at: time, &state)
        // Who reads the file should know of the gap.
        if case .recovered = change { _ = state.file?.write(notice, at: time.seconds, elapsed: elapsed()) }
    }

    /// Writes a line to the console, and returns it as a file has it.
    @discardableResult private func show(_ line: LogLine, at time: LogTime, _ state: inout State) -> [UInt8] {
        let bytes = format.bytes(of: line, at: time)
        let shown = isColoured ? format.bytes(of: line, at: time, isColoured: true) : bytes
        if let console {
            console(shown)
        } else {
            state.stream.write(shown) { notice(lost: $0, at: time) }
        }
        return bytes
    }

    /// What a console says that is read again.
    private func notice(lost: Int, at time: LogTime) -> [UInt8] {
        let line = LogLine(
            level: .warn, message: "CONSOLE: lines are missing, as nobody read them",
            fields: [.init(name: "lost", value: "\(lost)")])
        return format.bytes(of: line, at: time, isColoured: isColoured)
    }
}

extension DailyLogFile.Change {
    var line: LogLine {
        switch self {
        case .failed(let path, let reason):
            LogLine(
                level: .error, message: "LOG FILE: lines cannot be written; they are on the console only",
                fields: [.init(name: "file", value: path), .init(name: "cause", value: reason)])
        case .recovered(let path, let lost):
            LogLine(
                level: .info, message: "LOG FILE: lines are written again",
                fields: [.init(name: "file", value: path), .init(name: "lost", value: "\(lost)")])
        }
    }
}
