// SPDX-License-Identifier: MIT

import Monitoring

/// Writes measurements as InfluxDB line protocol, fields in alphabetical order.
///
/// What the protocol cannot carry never breaks a line: tags without a value are left out, line breaks in names and tag
/// values become `\n`, a backslash at the end of one is followed by a blank, since it would escape what follows, and a number
/// that is not finite leaves its field out.
struct LineProtocolEncoder {
    var dialect: InfluxDBDialect

    /// The line without its line break; `nil` if no field is left to write.
    func encode(_ measurement: Measurement) -> [UInt8]? {
        var line: [UInt8] = []
        line.reserveCapacity(256)
        appendName(measurement.name, escapesEquals: false, to: &line)
        let tags = dialect.sortsTags ? measurement.tags.sorted { $0.name < $1.name } : measurement.tags
        for tag in tags where !tag.value.isEmpty && !tag.name.isEmpty {
            line.append(UInt8(ascii: ","))
            appendName(tag.name, escapesEquals: true, to: &line)
            line.append(UInt8(ascii: "="))
            appendName(tag.value, escapesEquals: true, to: &line)
        }
        var separator = UInt8(ascii: " ")
        for field in measurement.fields.sorted(by: { $0.name < $1.name }) {
            guard isWritable(field.value), dialect.stores(field.name, in: measurement.name) else { continue }
            line.append(separator)
            separator = UInt8(ascii: ",")
            appendName(field.name, escapesEquals: true, to: &line)
            line.append(UInt8(ascii: "="))
            append(field, of: measurement.name, to: &line)
        }
        guard separator == UInt8(ascii: ",") else { return nil }
        line.append(UInt8(ascii: " "))
        line.append(contentsOf: String(measurement.time.nanoseconds).utf8)
        return line
    }

    private func isWritable(_ value: Measurement.Value) -> Bool {
        if case .number(let number) = value { number.isFinite } else { true }
    }

    private func append(_ field: Measurement.Field, of measurement: String, to line: inout [UInt8]) {
        switch field.value {
        case .flag(let flag):
            line.append(contentsOf: (flag ? dialect.trueText : dialect.falseText).utf8)
        case .text(let text): appendQuoted(text, to: &line)
        case .names(let names): appendQuoted(dialect.text(of: names), to: &line)
        case .number(let number):
            switch dialect.numberType(of: field.name, in: measurement) {
            case .integer:
                line.append(contentsOf: String(Self.integer(number)).utf8)
                line.append(UInt8(ascii: "i"))
            case .unsigned:
                line.append(contentsOf: String(max(0, Self.integer(number))).utf8)
                line.append(UInt8(ascii: "u"))
            case .float:
                line.append(contentsOf: (Int64(exactly: number).map(String.init) ?? number.description).utf8)
            }
        }
    }

    private func appendQuoted(_ text: String, to line: inout [UInt8]) {
        line.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { line.append(UInt8(ascii: "\\")) }
            line.append(byte)
        }
        line.append(UInt8(ascii: "\""))
    }

    /// The number rounded down, kept within what the server can store.
    private static func integer(_ number: Double) -> Int64 {
        let floor = number.rounded(.down)
        if floor >= 9.223372036854775e18 { return .max }
        return floor <= -9.223372036854775e18 ? .min : Int64(floor)
    }

    private func appendName(_ text: String, escapesEquals: Bool, to line: inout [UInt8]) {
        var last: UInt8 = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: ","), UInt8(ascii: " "): line.append(UInt8(ascii: "\\"))
            case UInt8(ascii: "=") where escapesEquals: line.append(UInt8(ascii: "\\"))
            case 0x0A:
                line.append(contentsOf: "\\n".utf8)
                last = UInt8(ascii: "n")
                continue
            case 0x0D:
                line.append(contentsOf: "\\r".utf8)
                last = UInt8(ascii: "r")
                continue
            case 0x09 where dialect.escapesTabs:
                line.append(contentsOf: "\\t".utf8)
                last = UInt8(ascii: "t")
                continue
            default: break
            }
            line.append(byte)
            last = byte
        }
        if last == UInt8(ascii: "\\") { line.append(contentsOf: "\\ ".utf8) }
    }
}
