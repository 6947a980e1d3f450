// SPDX-License-Identifier: MIT

import ConsoleLogging
import Logging
import Synchronization

/// Keeps what a handler writes.
final class LineRecorder: Sendable {
    private let kept = Mutex<[String]>([])

    var lines: [String] { kept.withLock { $0 } }

    /// A handler that writes here, at 2026-11-22T08:09:10.011Z unless told otherwise.
    func handler(
        level: LogLevel = .silly, isColoured: Bool = false,
        time: (seconds: Int, milliseconds: Int) = (1_795_334_950, 11)
    ) -> ConsoleLogHandler {
        ConsoleLogHandler(
            label: "test", level: level, isColoured: isColoured, now: { time },
            write: { [self] line in kept.withLock { $0.append(line) } })
    }

    func logger(level: LogLevel = .silly, isColoured: Bool = false) -> Logger {
        let handler = handler(level: level, isColoured: isColoured)
        return Logger(label: "test") { _ in handler }
    }
}
