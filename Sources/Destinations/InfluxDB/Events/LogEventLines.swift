// SPDX-License-Identifier: MIT

import Monitoring

/// Makes the lines of one source's log events.
struct LogEventLines: Sendable {
    private let tags: EventTagPlan<LogEventTag>
    private let fields: EventPieces<LogEventField>
    private let rawEvent: RawEventText

    /// - Parameter tagsInRawEvent: `raw_event` has the configured tags as well.
    init(_ source: LogEvent.Source, tags: [Tag], dialect: InfluxDBDialect, tagsInRawEvent: Bool) {
        self.tags = EventTagPlan(
            LogEventTags.entries(source, dialect), configured: tags, dialect: dialect,
            sanitisesValues: dialect == .version3)
        rawEvent = RawEventText(source, tags: tagsInRawEvent ? tags : nil)
        var fields = EventPieces<LogEventField>()
        // The first field is always there, so the others may bring their comma.
        for (index, field) in LogEventFields.all(source, dialect).sorted(by: { $0.name < $1.name }).enumerated() {
            fields.append((index == 0 ? " " : ",") + field.name + "=", field.value)
        }
        self.fields = fields
    }

    func write(_ event: LogEvent, to line: inout LineText) {
        let performance = event.performance ?? LogEvent.Performance()
        event.fields.withMemory { memory in
            line.write("log_event")
            tags.write(to: &line, categories: event.categories ?? []) { line, tag, escaping in
                switch tag {
                case .text(let field): line.writeTagText(memory[field], escaping)
                case .logRow: line.write(event.logRow)
                case .logRowButZero: if event.logRow != 0 { line.write(event.logRow) }
                case .activitySource: line.write(performance.activitySource)
                }
            }
            _ = fields.write(to: &line) { line, field, start in
                write(field, of: event, memory, performance, to: &line, start)
                return true
            }
            line.write(" ")
            line.write(Int(event.receivedAt.nanoseconds))
        }
    }

    @inline(__always)
    private func write(
        _ field: LogEventField, of event: LogEvent, _ memory: EventFields.Memory,
        _ performance: LogEvent.Performance, to line: inout LineText, _ start: Int
    ) {
        switch field {
        case .text(let field):
            line.write("\"")
            line.writeFieldText(memory[field])
            line.write("\"")
        case .empty: line.write("\"\"")
        case .rawEvent: rawEvent.write(event, memory, performance, to: &line)
        case .figure(let figure, let type):
            if !figure.write(of: performance, type, to: &line) { line.rewind(to: start) }
        }
    }
}

extension LogEvent.Performance.Figure {
    /// False if there is nothing to write.
    fileprivate func write(
        of performance: LogEvent.Performance, _ type: LogEventField.FigureType, to line: inout LineText
    ) -> Bool {
        switch self {
        case .requestID: return Self.write(performance.requestID, type, to: &line)
        case .handle: return Self.write(performance.handle, type, to: &line)
        case .netRAM: return Self.write(performance.netRAM, type, to: &line)
        case .peakRAM: return Self.write(performance.peakRAM, type, to: &line)
        case .processTime: return Self.write(performance.processTime, to: &line)
        case .workTime: return Self.write(performance.workTime, to: &line)
        case .lockTime: return Self.write(performance.lockTime, to: &line)
        case .validateTime: return Self.write(performance.validateTime, to: &line)
        case .traverseTime: return Self.write(performance.traverseTime, to: &line)
        }
    }

    private static func write(_ number: Int, _ type: LogEventField.FigureType, to line: inout LineText) -> Bool {
        switch type {
        case .number:
            line.write(number)
            line.write("i")
        case .text:
            line.write("\"")
            if number != 0 { line.write(number) }
            line.write("\"")
        }
        return true
    }

    private static func write(_ time: Double?, to line: inout LineText) -> Bool {
        guard let time, time.isFinite else { return false }
        line.write(time)
        return true
    }
}
