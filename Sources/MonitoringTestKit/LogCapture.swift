// SPDX-License-Identifier: MIT

package import Logging
import Synchronization

/// Keeps what is logged, down to a level.
package final class LogCapture: Sendable {
    package struct Line: Sendable {
        package var level: Logger.Level
        package var message: String
        package var metadata: [String: String]
    }

    private let kept = Mutex<[Line]>([])

    private let level: Logger.Level

    package init(level: Logger.Level = .info) { self.level = level }

    package var lines: [Line] { kept.withLock { $0 } }
    /// `level: message`
    package var texts: [String] { lines.map { "\($0.level): \($0.message)" } }
    /// `level: message key=value …`, keys in alphabetical order.
    package var fullTexts: [String] {
        lines.map { line in
            let pairs = line.metadata.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
            return "\(line.level): \(line.message)\(pairs)"
        }
    }

    package var logger: Logger { Logger(label: "test") { [self] _ in Handler(capture: self, logLevel: level) } }

    private struct Handler: LogHandler {
        var capture: LogCapture
        var logLevel: Logger.Level
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
