// SPDX-License-Identifier: MIT

import Logging
import Synchronization

/// Keeps what is logged: `level: message key=value …`, keys in alphabetical order.
final class LogCapture: Sendable {
    private let kept = Mutex<[String]>([])

    var lines: [String] { kept.withLock { $0 } }

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
            let pairs = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }
            capture.kept.withLock { $0.append("\(event.level): \(event.message)\(pairs.joined())") }
        }
    }
}
