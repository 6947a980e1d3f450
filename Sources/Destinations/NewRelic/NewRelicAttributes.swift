// SPDX-License-Identifier: MIT

import Monitoring

/// The attributes of one kind of events, each name once: fixed ones replace the event's own.
///
/// Time and type are the event's own whatever the configuration says: without them nothing is stored.
struct NewRelicAttributes<Value: Sendable>: Sendable {
    private var pieces = EventPieces<Value?>()

    init(_ own: [(name: String, value: Value)], fixed: [Tag], eventType: String) {
        var fixed = NewRelicLimits.cut(fixed).filter { $0.name != "timestamp" && $0.name != "eventType" }
        fixed = [Tag]().with(fixed + [Tag("eventType", eventType)])
        for (name, value) in own {
            if let index = fixed.firstIndex(where: { $0.name == name }) {
                append(fixed.remove(at: index))
            } else {
                pieces.append(",\"\(name)\":\"", value)
            }
        }
        for tag in fixed { append(tag) }
    }

    private mutating func append(_ tag: Tag) {
        var text = LineText(capacity: 64)
        text.write(",")
        text.writeJSONString(tag.name)
        text.write(":")
        text.writeJSONString(tag.value)
        pieces.append(String(decoding: text.bytes, as: UTF8.self), nil)
    }

    /// Writes the event's object.
    ///
    /// - Parameter writeText: writes a text of the event's own; false if there is none, which leaves the attribute out.
    @inline(__always)
    func write(at time: Timestamp, to line: inout LineText, writeText: (inout LineText, Value) -> Bool) {
        line.write("{\"timestamp\":")
        line.write(time.milliseconds)
        _ = pieces.write(to: &line) { line, value, start in
            guard let value else { return true }
            if writeText(&line, value) { line.write(byte: UInt8(ascii: "\"")) } else { line.rewind(to: start) }
            return true
        }
        line.write("}")
    }
}

extension Timestamp {
    /// Since 1970, rounded down.
    var milliseconds: Int {
        let (quotient, remainder) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000)
        return Int(remainder < 0 ? quotient - 1 : quotient)
    }
}
