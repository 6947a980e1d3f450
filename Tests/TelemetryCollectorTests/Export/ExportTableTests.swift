// SPDX-License-Identifier: MIT

import TelemetryStore
import TelemetryTestKit
import TelemetryWire
import Testing

@testable import TelemetryCollector

@Suite struct ExportTableTests {
    private let values: [ExportValue] = [.text("a,b"), .number(-3), .flag(true), .flag(false), .flag(nil), .text("=1")]
    private let columns = ["text", "number", "on", "off", "unknown", "formula"]

    @Test func `writes CSV with a head`() {
        let table = ExportTable(columns: columns, format: .csv)
        #expect(String(decoding: table.head, as: UTF8.self) == "text,number,on,off,unknown,formula\r\n")
        // A number is no formula, but a spreadsheet takes it for one.
        #expect(String(decoding: table.line(values), as: UTF8.self) == "\"a,b\",'-3,true,false,,'=1\r\n")
    }

    @Test func `writes JSON lines without a head`() throws {
        let table = ExportTable(columns: columns, format: .jsonl)
        #expect(table.head.isEmpty)
        let line = table.line(values)
        #expect(
            String(decoding: line, as: UTF8.self)
                == #"{"text":"a,b","number":-3,"on":true,"off":false,"unknown":null,"formula":"=1"}"# + "\n")
        #expect(try JSONParser.parse(Array(line.dropLast()))["number"]?.integer == -3)
    }
}

@Suite struct AggregateExportTests {
    private func row(_ week: Int, _ dimension: RollupDimension, _ value: String, _ count: Int) -> RollupRow {
        RollupRow(
            week: ISOWeek(number: week), cell: RollupCell(minorVersion: "1.2", dimension: dimension, value: value),
            count: count)
    }

    @Test func `names the week, sorts the lines and leaves the quarantine out`() {
        let lines = AggregateExport.lines(
            [
                row(2969, .feature, "mqtt=on", 7), row(2968, .feature, "mqtt=on", 5), row(2968, .quarantined, "", 9),
                row(2968, .arch, "x64", 12),
            ], service: "butler-sos")
        #expect(lines.allSatisfy { $0.count == AggregateExport.columns.count })
        #expect(
            lines == [
                [
                    .text("butler-sos"), .text("2026-W47"), .text("2026-11-16"), .text("1.2"), .text("arch"),
                    .text("x64"),
                    .number(12),
                ],
                [
                    .text("butler-sos"), .text("2026-W47"), .text("2026-11-16"), .text("1.2"), .text("feature"),
                    .text("mqtt=on"), .number(5),
                ],
                [
                    .text("butler-sos"), .text("2026-W48"), .text("2026-11-23"), .text("1.2"), .text("feature"),
                    .text("mqtt=on"), .number(7),
                ],
            ])
    }
}

@Suite struct StateExportTests {
    private let export = StateExport(service: .butlerSOS)

    private func lines(flags: String) -> [[ExportValue]] {
        export.lines(
            ExportedHistory(
                number: 3, firstSeen: UTCDay(number: 20_000),
                spans: [
                    Span(
                        state: Sample.state(flags: flags), first: UTCDay(number: 20_000), last: UTCDay(number: 20_009))
                ]))
    }

    @Test func `has a column for each thing that is known, and none that tells who`() {
        #expect(export.columns.count == 13 + TelemetryService.butlerSOS.features.count)
        #expect(Set(export.columns).isDisjoint(with: ["id", "keyed_id", "key", "counter", "public_key"]))
        let line = lines(flags: "1000-000100")[0]
        #expect(line.count == export.columns.count)
        #expect(line[0...2] == [.number(3), .text("2024-10-04"), .text("2024-10-13")])
        #expect(line[13...18] == [.flag(true), .flag(false), .flag(false), .flag(false), .flag(nil), .flag(false)])
    }

    @Test func `takes flags that an older version does not have for unknown`() {
        let line = lines(flags: "11")[0]
        #expect(line.count == export.columns.count)
        #expect(line.last == .flag(nil))
    }
}
