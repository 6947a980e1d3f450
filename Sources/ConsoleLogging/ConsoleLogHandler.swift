// SPDX-License-Identifier: MIT

package import Logging

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Writes `<UTC time> <level>: <message> key=value …` to standard output, one line per message.
///
/// A message never breaks the line or the terminal: control characters in values are escaped. The level's word is
/// coloured only on a terminal.
package struct ConsoleLogHandler: LogHandler {
    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?

    private let label: String
    private let write: @Sendable (String) -> Void
    private let isColoured: Bool
    private let now: @Sendable () -> (seconds: Int, milliseconds: Int)

    package init(
        label: String,
        level: LogLevel,
        isColoured: Bool = isatty(STDOUT_FILENO) == 1,
        now: @escaping @Sendable () -> (seconds: Int, milliseconds: Int) = Self.systemTime,
        write: @escaping @Sendable (String) -> Void = Self.standardOutput
    ) {
        self.label = label
        self.logLevel = level.level
        self.isColoured = isColoured
        self.now = now
        self.write = write
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let level = LogLevel(event.level)
        var line = UTCTime.text(now())
        line += isColoured ? " \u{1B}[\(level.colour)m\(level.rawValue)\u{1B}[39m: " : " \(level.rawValue): "
        line += escaped(event.message.description)
        var all = metadata
        if let provided = metadataProvider?.get() { all.merge(provided) { _, new in new } }
        if let given = event.metadata { all.merge(given) { _, new in new } }
        for (key, value) in all.sorted(by: { $0.key < $1.key }) {
            line += " \(key)=\(quotedIfNeeded(value.description))"
        }
        write(line + "\n")
    }

    private func quotedIfNeeded(_ text: String) -> String {
        let plain = escaped(text)
        let isPlain = !plain.isEmpty && !plain.utf8.contains { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\"") }
        return isPlain
            ? plain
            : "\"" + plain.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\\"") + "\""
    }

    private func escaped(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) }) else {
            return text
        }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value):
                result += "\\u{\(String(scalar.value, radix: 16))}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// The system's wall clock.
    package static let systemTime: @Sendable () -> (seconds: Int, milliseconds: Int) = {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return (time.tv_sec, time.tv_nsec / 1_000_000)
    }

    /// One `write` call per line, so that lines of several tasks do not mix and a pipe shows them at once.
    package static let standardOutput: @Sendable (String) -> Void = { line in
        var line = line
        line.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)[...]
            while let start = UnsafeRawBufferPointer(rebasing: rest).baseAddress, !rest.isEmpty {
                let count = writeToStandardOutput(start, rest.count)
                guard count > 0 else { return }
                rest = rest.dropFirst(count)
            }
        }
    }
}

/// Outside the type, where `write` is the system's.
private func writeToStandardOutput(_ bytes: UnsafeRawPointer, _ count: Int) -> Int {
    write(STDOUT_FILENO, bytes, count)
}
