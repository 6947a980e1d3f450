// SPDX-License-Identifier: MIT

package import TelemetryInsights
internal import TelemetryWire

extension Answer {
    /// The answer for programs: its sentences, and its table with shares as numbers from 0 to 1. What is not
    /// known is null; `"inf"` is the upper end of an interval that has none, since JSON has no such number.
    ///
    /// - Parameters:
    ///   - filters: what was asked for, by name.
    ///   - notice: what stands on every page, so that nobody takes simulated figures for real ones.
    package func json(filters: [(name: String, value: String)], notice: String? = nil) -> String {
        let told = notice.map { [JSONValue.Member("notice", .string($0))] } ?? []
        let members: [JSONValue.Member] = [
            .init("id", .string(id)), .init("title", .string(title)),
            .init("filters", .object(filters.map { .init($0.name, .string($0.value)) })),
            .init("sentences", .array(sentences.map { .string($0) })),
            .init("caption", .string(table.caption)),
            .init("columns", .array(table.columns.map { .string($0) })),
            .init("rows", .array(table.rows.map { .array([.string($0.name)] + $0.figures.map(Self.value)) })),
        ]
        return String(decoding: JSONWriter.encode(.object(told + members)), as: UTF8.self) + "\n"
    }

    private static func value(_ figure: FigureTable.Figure) -> JSONValue {
        switch figure {
        case .text(let text): .string(text)
        case .count(let count): .number(String(count))
        case .share(let number), .difference(let number), .number(let number, _):
            number.isFinite ? .number("\(number)") : .null
        case .unbounded: .string("inf")
        case .none: .null
        }
    }
}
