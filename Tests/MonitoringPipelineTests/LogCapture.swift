// SPDX-License-Identifier: MIT

import Logging
import Synchronization

/// Keeps what is logged, as `level: message`, with the metadata beside it.
final class LogCapture: Sendable {
    struct Line: Sendable {
        var level: Logger.Level
        var message: String
        var metadata: [String: String]
    }

    private let kept = Mutex<[Line]>([])

    var lines: [Line] { kept.withLock { $0 } }
    var texts: [String] { lines.map { "\($0.level): \($0.message)" } }

    var logger: Logger { Logger(label: "test") { [self] _ in Handler(capture: self) } }

    private struct Handler: LogHandler {
        var capture: LogCapture
        var logLevel: Logger.Level = .trace
        var metadata: Logger.Metadata = [:]

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let all = metadata.merging(event.metadata ?? [:]) { _, new in new }.mapValues(\.description)
            capture.kept.withLock {
                $0.append(Line(level: event.level, message: event.message.description, metadata: all))
            }
        }
    }
}
