// SPDX-License-Identifier: MIT

import Foundation
import TelemetryDashboard
import TelemetryInsights
import Testing

struct AnswerDataTests {
    @Test func `lines of values have their titles first and shares as numbers`() {
        #expect(
            Answer.bars().table.csv
                == "Feature,On,Of,Share\r\nMQTT,48,77,0.6233766233766234\r\nInfluxDB,80,80,1.0\r\nPrometheus,0,0,\r\n")
    }

    @Test(arguments: [
        ("a,b", "\"a,b\""), ("say \"no\"", "\"say \"\"no\"\"\""), ("two\r\nlines", "\"two\r\nlines\""),
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\tx", "'\tx"),
        ("\rx", "\"'\rx\""), ("=\"a\"", "\"'=\"\"a\"\"\""), ("é", "é"), ("", ""),
    ])
    func `no text is taken for a formula`(text: String, cell: String) {
        let table = FigureTable(caption: "", columns: [text], rows: [.init(name: text, figures: [.text(text)])])
        #expect(table.csv == "\(cell)\r\n\(cell),\(cell)\r\n")
    }

    @Test func `a falling share is a number and no formula`() {
        let table = FigureTable(caption: "", columns: ["a", "b"], rows: [.init(name: "x", figures: [.share(-0.25)])])
        #expect(table.csv == "a,b\r\nx,-0.25\r\n")
    }

    @Test func `numbers are numbers for programs, with a minus sign and all digits`() throws {
        let table = FigureTable(
            caption: "", columns: ["a", "b", "c", "d"],
            rows: [
                .init(
                    name: "x",
                    figures: [.number(-0.204, decimals: 2), .difference(-0.0125), .number(3.46, decimals: 1)])
            ])
        #expect(table.csv == "a,b,c,d\r\nx,-0.204,-0.0125,3.46\r\n")
        let json = Answer(id: "a", title: "A", sentences: [], chart: nil, table: table).json(filters: [])
        #expect(json.contains("[[\"x\",-0.204,-0.0125,3.46]]"))
        _ = try JSONSerialization.jsonObject(with: Data(json.utf8))
    }

    @Test func `an interval without an upper end is not one that is not known`() throws {
        let table = FigureTable(
            caption: "", columns: ["a", "from", "to"],
            rows: [.init(name: "x", figures: [.count(9), .unbounded]), .init(name: "y", figures: [.none, .none])])
        #expect(table.csv == "a,from,to\r\nx,9,inf\r\ny,,\r\n")
        let json = Answer(id: "a", title: "A", sentences: [], chart: nil, table: table).json(filters: [])
        #expect(json.contains("[[\"x\",9,\"inf\"],[\"y\",null,null]]"))
        #expect(Double("inf") == .infinity)
    }

    @Test func `programs get sentences, filters and raw shares`() throws {
        let text = Answer.bars(["M\"Q<T", "b", "c"]).json(filters: [(name: "weeks", value: "26")])
        let object = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(object["id"] as? String == "adoption")
        #expect((object["sentences"] as? [String])?.count == 2)
        #expect(object["filters"] as? [String: String] == ["weeks": "26"])
        #expect(object["columns"] as? [String] == ["Feature", "On", "Of", "Share"])
        let rows = try #require(object["rows"] as? [[Any]])
        #expect(rows[0][0] as? String == "M\"Q<T")
        #expect(rows[0][1] as? Int == 48)
        #expect(rows[0][3] as? Double == 48.0 / 77)
        #expect(rows[2][3] is NSNull)
    }

    @Test func `programs are told first that figures are simulated`() {
        let text = Answer.bars(["a"]).json(filters: [], notice: "Simulated \"fleet\"")
        #expect(text.hasPrefix("{\"notice\":\"Simulated \\\"fleet\\\"\",\"id\":"))
    }

    @Test func `numbers that are none are nothing`() throws {
        let table = FigureTable(
            caption: "", columns: ["a", "b", "c"], rows: [.init(name: "x", figures: [.share(.nan), .share(.infinity)])])
        #expect(table.csv == "a,b,c\r\nx,,\r\n")
        let answer = Answer(id: "a", title: "A", sentences: [], chart: nil, table: table)
        _ = try JSONSerialization.jsonObject(with: Data(answer.json(filters: []).utf8))
    }

    @Test(arguments: [
        ("adoption.csv", true), ("a.b.json", true), ("adoption", false), (".csv", false), ("a.txt", false),
    ])
    func `a file is an answer and a format`(name: String, isFile: Bool) {
        #expect((DataFile(name) != nil) == isFile)
    }
}
