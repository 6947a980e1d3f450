// SPDX-License-Identifier: MIT

import Foundation
import Logging
import Monitoring
import Synchronization

/// The files that an error leaves behind when it ends the program.
///
/// Never makes things worse: no failure here is more than a log line, and after five seconds the program ends without them. No
/// file is overwritten, and a folder that is full of them gets no more.
struct CrashFile {
    /// How many files of this kind a folder may have: a service that is started again and again must not fill a disk.
    static let mostFiles = 100
    private static let limit: DispatchTimeInterval = .seconds(5)
    private static let prefix = "crash_dump_"

    private let configuration: MonitorConfiguration
    private let now: @Sendable () -> Timestamp
    /// Seconds east of UTC: the names of the files have local time.
    private let offset: Int

    init(_ configuration: MonitorConfiguration, now: @escaping @Sendable () -> Timestamp, offset: Int) {
        self.configuration = configuration
        self.now = now
        self.offset = offset
    }

    /// Writes what the configuration asks for.
    func write(_ error: any Error, logger: Logger) {
        let settings = configuration.crashFile
        guard settings.isEnabled, settings.writesJSON || settings.writesText else { return }
        let time = now()
        let redaction = Redaction(secrets: configuration.secrets)
        let report = CrashReport(error, configuration, redaction: redaction, at: Self.text(time))
        var contents: [(suffix: String, text: String)] = []
        if settings.writesJSON { contents.append(("json", report.json)) }
        if settings.writesText { contents.append(("txt", report.text)) }
        let folder = settings.directory.trimmingCharacters(in: .whitespaces)
        let stem = "\(Self.prefix)\(Self.compact(time, offset: offset))_\(getpid())"
        let outcome = Outcome()
        // A folder on a network may never answer.
        Thread.detachNewThread { [contents] in
            outcome.set(Self.write(contents, in: folder.isEmpty ? "." : folder, stem: stem))
        }
        for result in outcome.wait(Self.limit) ?? [.failure(Failure(path: folder, reason: "no answer in time"))] {
            switch result {
            case .success(let path): logger.error("CRASH DUMP: written", metadata: ["file": "\(path)"])
            case .failure(let failure):
                logger.error(
                    "CRASH DUMP: cannot be written",
                    metadata: ["file": "\(failure.path)", "cause": "\(failure.reason)"])
            }
        }
    }

    /// A file that could not be written.
    struct Failure: Error {
        var path: String
        var reason: String
    }

    private static func write(
        _ contents: [(suffix: String, text: String)], in folder: String, stem: String
    ) -> [Result<String, Failure>] {
        if mkdir(folder, 0o700) != 0, errno != EEXIST {
            return [.failure(Failure(path: folder, reason: String(cString: strerror(errno))))]
        }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        guard names.count(where: { $0.hasPrefix(prefix) }) + contents.count <= mostFiles else {
            return [.failure(Failure(path: folder, reason: "it has \(mostFiles) of them; move or delete some"))]
        }
        return contents.map { write($0.text, to: "\(folder)/\(stem)", suffix: $0.suffix) }
    }

    /// Writes a file of the next number that is free.
    private static func write(_ text: String, to stem: String, suffix: String) -> Result<String, Failure> {
        var path = ""
        for number in 1...mostFiles {
            path = "\(stem)_\(number).\(suffix)"
            let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
            if descriptor < 0, errno == EEXIST { continue }
            guard descriptor >= 0 else { break }
            do {
                let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
                try file.write(contentsOf: Data(text.utf8))
                return .success(path)
            } catch {
                return .failure(Failure(path: path, reason: error.localizedDescription))
            }
        }
        return .failure(Failure(path: path, reason: String(cString: strerror(errno))))
    }

    /// `2026-03-10T06:15:00.123Z`
    private static func text(_ time: Timestamp) -> String {
        let parts = fields(time, offset: 0)
        let date = "\(padded(parts.tm_year + 1900, 4))-\(padded(parts.tm_mon + 1, 2))-\(padded(parts.tm_mday, 2))"
        let clock = "\(padded(parts.tm_hour, 2)):\(padded(parts.tm_min, 2)):\(padded(parts.tm_sec, 2))"
        return "\(date)T\(clock).\(padded(milliseconds(time), 3))Z"
    }

    /// `20260310_061500_123`
    private static func compact(_ time: Timestamp, offset: Int) -> String {
        let parts = fields(time, offset: offset)
        let date = "\(padded(parts.tm_year + 1900, 4))\(padded(parts.tm_mon + 1, 2))\(padded(parts.tm_mday, 2))"
        let clock = "\(padded(parts.tm_hour, 2))\(padded(parts.tm_min, 2))\(padded(parts.tm_sec, 2))"
        return "\(date)_\(clock)_\(padded(milliseconds(time), 3))"
    }

    private static func fields(_ time: Timestamp, offset: Int) -> tm {
        var seconds = time_t(time.seconds + offset)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        return parts
    }

    private static func milliseconds(_ time: Timestamp) -> Int32 {
        Int32((time.nanoseconds / 1_000_000 % 1000 + 1000) % 1000)
    }

    private static func padded(_ number: Int32, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// What the writing thread found, for the one that waits.
    private final class Outcome: Sendable {
        private let results = Mutex<[Result<String, Failure>]?>(nil)
        private let isDone = DispatchSemaphore(value: 0)

        func set(_ results: [Result<String, Failure>]) {
            self.results.withLock { $0 = results }
            isDone.signal()
        }

        /// `nil` if nothing is known by then.
        func wait(_ limit: DispatchTimeInterval) -> [Result<String, Failure>]? {
            _ = isDone.wait(timeout: .now() + limit)
            return results.withLock { $0 }
        }
    }
}
