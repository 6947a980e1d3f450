// SPDX-License-Identifier: MIT

import Monitoring

/// The field `raw_event` of one source: the event's JSON in the quotes of line protocol.
///
/// Writes the escapes of both in one go. What is rare (control characters, odd numbers) is left to the writer of JSON,
/// which also says what the text is: tests compare the two.
struct RawEventText: Sendable {
    private var members = EventPieces<Piece>()
    /// Configured tags, if the text has them.
    private let tags: [Tag]?
    private let end: [UInt8]

    private enum Piece: Sendable {
        case logRow
        case member(LogEvent.Member)
        case end
    }

    init(_ source: LogEvent.Source, tags: [Tag]?) {
        self.tags = tags
        // A text's quotes are in what comes before it and after it.
        let quote = "\\\""
        members.append("\"{\(quote)source\(quote):\(quote)\(source.text)\(quote),\(quote)log_row\(quote):", .logRow)
        var closing = ""
        for member in source.members {
            let isText = if case .figure = member { false } else { true }
            members.append("\(closing),\(quote)\(member.name)\(quote):\(isText ? quote : "")", .member(member))
            closing = isText ? quote : ""
        }
        members.append(closing, .end)
        // What tags add to the JSON of any event, with its closing brace.
        let event = LogEvent(source, fields: EventFields(), logRow: 0, at: Timestamp(nanoseconds: 0))
        var without: [UInt8] = []
        event.appendJSON(to: &without)
        var with: [UInt8] = []
        event.appendJSON(to: &with, tags: tags)
        var line = LineText(capacity: 256)
        Array(with[(without.count - 1)...]).withUnsafeBytes { line.writeFieldText($0) }
        line.write("\"")
        end = line.bytes
    }

    /// - Parameter performance: that of the event, or what stands for it.
    func write(
        _ event: LogEvent, _ memory: EventFields.Memory, _ performance: LogEvent.Performance, to line: inout LineText
    ) {
        let start = line.count
        let isWritten = members.write(to: &line) { line, piece, _ in
            switch piece {
            case .logRow:
                line.write(event.logRow)
                return true
            case .member(.text(let field)): return line.writeNestedText(memory[field.rawValue])
            case .member(.figure(let figure)): return Self.write(figure, of: performance, to: &line)
            case .member(.activitySource):
                line.write(performance.activitySource)
                return true
            case .end: return true
            }
        }
        if isWritten, event.categories.map({ Self.write($0, to: &line) }) ?? true {
            end.withUnsafeBytes { line.write($0) }
        } else {
            line.rewind(to: start)
            writeWithoutHaste(event, to: &line)
        }
    }

    private func writeWithoutHaste(_ event: LogEvent, to line: inout LineText) {
        var json: [UInt8] = []
        event.appendJSON(to: &json, tags: tags)
        line.write("\"")
        json.withUnsafeBytes { line.writeFieldText($0) }
        line.write("\"")
    }

    private static func write(
        _ figure: LogEvent.Performance.Figure, of performance: LogEvent.Performance, to line: inout LineText
    ) -> Bool {
        func write(_ number: Double?, to line: inout LineText) -> Bool {
            guard let number, number.isFinite else {
                line.write("null")
                return true
            }
            return line.writeSimply(number)
        }
        switch figure {
        case .requestID: line.write(performance.requestID)
        case .handle: line.write(performance.handle)
        case .netRAM: line.write(performance.netRAM)
        case .peakRAM: line.write(performance.peakRAM)
        case .processTime: return write(performance.processTime, to: &line)
        case .workTime: return write(performance.workTime, to: &line)
        case .lockTime: return write(performance.lockTime, to: &line)
        case .validateTime: return write(performance.validateTime, to: &line)
        case .traverseTime: return write(performance.traverseTime, to: &line)
        }
        return true
    }

    private static func write(_ categories: [Tag], to line: inout LineText) -> Bool {
        func write(_ text: String, to line: inout LineText) -> Bool {
            var text = text
            return text.withUTF8 { line.writeNestedText(UnsafeRawBufferPointer($0)) }
        }
        line.write(",\\\"category\\\":[")
        for index in categories.indices {
            line.write(index == 0 ? "{\\\"name\\\":\\\"" : ",{\\\"name\\\":\\\"")
            guard write(categories[index].name, to: &line) else { return false }
            line.write("\\\",\\\"value\\\":\\\"")
            guard write(categories[index].value, to: &line) else { return false }
            line.write("\\\"}")
        }
        line.write("]")
        return true
    }
}
