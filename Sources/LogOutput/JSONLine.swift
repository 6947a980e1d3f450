// SPDX-License-Identifier: MIT

/// Lines that programs read: `time`, `level`, `message`, and what belongs to the message in `fields`, where no name can
/// collide with these. `repeated` is there if the line stands for others.
enum JSONLine {
    static func bytes(_ line: LogLine, at time: LogTime) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(96 + line.size)
        bytes += "{\"time\":\"\(UTCTime.text(time))\",\"level\":\"\(line.level.rawValue)\",\"message\":".utf8
        append(line.message, to: &bytes)
        if !line.fields.isEmpty {
            var separator = ",\"fields\":{"
            for field in line.fields {
                bytes += separator.utf8
                append(field.name, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                append(field.value, to: &bytes)
                separator = ","
            }
            bytes.append(UInt8(ascii: "}"))
        }
        if let count = line.repeated { bytes += ",\"repeated\":\(count)".utf8 }
        bytes += "}\n".utf8
        return bytes
    }

    /// A JSON string. More is escaped than must be: what terminals obey, and what some readers take for the end of a line.
    private static func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": bytes += "\\\"".utf8
            case "\\": bytes += "\\\\".utf8
            case "\n": bytes += "\\n".utf8
            case "\r": bytes += "\\r".utf8
            case "\t": bytes += "\\t".utf8
            case "\u{2028}", "\u{2029}",
                _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value):
                let digits = String(scalar.value, radix: 16)
                bytes += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8
            default: bytes += UTF8.encode(scalar).map { Array($0) } ?? []
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
