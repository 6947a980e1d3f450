// SPDX-License-Identifier: MIT

/// A log file for each day of the host's calendar, and the files of past days for as long as they are kept.
///
/// What cannot be written is counted, never thrown. The folder is made again if it is gone, and the file opened again if it
/// was moved.
struct DailyLogFile: Sendable {
    /// After a failure it is tried again this often.
    static let retryInterval: Duration = .seconds(1)

    /// What is worth telling.
    enum Change: Sendable, Equatable {
        case failed(path: String, reason: String)
        /// - Parameter lost: lines that are in no file.
        case recovered(path: String, lost: Int)
    }

    private struct Failure {
        var lost: Int
        var lastTry: Duration
    }

    let directory: String
    private let retentionDays: Int
    private let offset: @Sendable (_ seconds: Int) -> Int
    private var file: OpenLogFile?
    /// The day on which old files were deleted last.
    private var tidied: LogDay?
    private var failure: Failure?

    /// - Parameters:
    ///   - retentionDays: files of days before that are deleted, when a day begins and at the start.
    ///   - offset: seconds east of UTC at a moment.
    init(directory: String, retentionDays: Int, offset: @escaping @Sendable (_ seconds: Int) -> Int) {
        self.directory = LogFolder.absolute(directory)
        self.retentionDays = retentionDays
        self.offset = offset
    }

    /// How many lines are in no file since it fails.
    var lost: Int { failure?.lost ?? 0 }

    /// Writes a line into the file of a moment's day.
    ///
    /// - Parameter elapsed: on a clock that does not jump.
    mutating func write(_ line: [UInt8], at seconds: Int, elapsed: Duration) -> Change? {
        if let failure, elapsed - failure.lastTry < Self.retryInterval {
            self.failure?.lost += 1
            return nil
        }
        do throws(LogFileFailure) {
            let file = try current(LogDay(seconds: seconds, offset: offset(seconds)))
            try file.append(line)
            defer { failure = nil }
            return failure.map { .recovered(path: file.path, lost: $0.lost) }
        } catch {
            file = nil
            defer { failure = Failure(lost: lost + 1, lastTry: elapsed) }
            return failure == nil ? .failed(path: error.path, reason: error.reason) : nil
        }
    }

    /// Opens the file again with the next line, and without waiting if it fails now.
    mutating func reopen() {
        file = nil
        failure?.lastTry -= Self.retryInterval
    }

    private mutating func current(_ day: LogDay) throws(LogFileFailure) -> OpenLogFile {
        if let file, file.day == day, file.isInPlace { return file }
        file = nil
        try LogFolder.make(directory)
        let opened = try OpenLogFile("\(directory)/\(day.fileName)", day: day)
        if opened.endsInLine { try opened.append([UInt8(ascii: "\n")]) }
        file = opened
        if tidied != day {
            LogFolder.removeFiles(before: LogDay(number: day.number - retentionDays), in: directory)
            tidied = day
        }
        return opened
    }
}
