// SPDX-License-Identifier: MIT

import Testing

@testable import TelemetryWire

struct CollectorInterfaceTests {
    private let document: JSONValue

    init() throws { document = try JSONParser.parse(Array(CollectorInterface.text.utf8)) }

    private static let operations = CollectorOperation.all.map(\.id)

    private func responses(of id: String) throws -> [(status: String, answer: JSONValue)] {
        let operation = try #require(CollectorOperation.all.first { $0.id == id })
        let responses = document["paths"]?[operation.path]?[operation.method]?["responses"]
        guard case .object(let members)? = responses else { return [] }
        return members.map { ($0.name, $0.value) }
    }

    @Test func `describes every problem somewhere, and every problem at most once per status`() throws {
        var described: Set<String> = []
        for id in Self.operations {
            let statuses = try responses(of: id).map(\.status)
            #expect(Set(statuses).count == statuses.count, "\(id)")
            for (status, answer) in try responses(of: id).dropFirst() {
                guard case .object(let examples)? = answer["content"]?["application/problem+json"]?["examples"] else {
                    Issue.record("\(id) \(status) has no examples")
                    continue
                }
                for example in examples {
                    #expect(example.value["value"]?["status"] == .number(status))
                    described.insert(example.name)
                }
            }
        }
        // A wrong method is none of the operations; the text says what happens.
        #expect(described.union(["method-not-allowed"]) == Set(Problem.slugs))
    }

    @Test func `has a HEAD wherever it has a GET`() {
        guard case .object(let paths)? = document["paths"] else {
            Issue.record("there are no paths")
            return
        }
        #expect(paths.count == 8)
        for path in paths { #expect((path.value["get"] == nil) == (path.value["head"] == nil), "\(path.name)") }
    }

    @Test func `has examples that a collector takes`() throws {
        let paths = document["paths"]
        func example(_ path: String) -> JSONValue? {
            paths?[path]?["post"]?["requestBody"]?["content"]?["application/json"]?["example"]
        }
        let report = try #require(example(TelemetryHTTP.reportPath))
        let message = try MessageReader.readV2(JSONWriter.encode(report))
        #expect(message.report.system.id == ReportExample.id)
        #expect(message.report.features.count == TelemetryService.butlerSOS.features.count)
        let published = try #require(example(TelemetryHTTP.legacyReportPath))
        #expect(try MessageReader.readV1(JSONWriter.encode(published)).report.system.nodeVersion == "v20.20.2")
    }

    @Test func `has examples of answers that clients read`() throws {
        func example(_ id: String) throws -> [UInt8] {
            let answer = try responses(of: id).first?.answer["content"]?["application/json"]?["example"]
            return JSONWriter.encode(try #require(answer))
        }
        #expect(Receipt(try example("sendReport")) != nil)
        #expect(Receipt(try example("sendPublishedMessage")) != nil)
        #expect(ErasureReceipt(try example("eraseInstallation")) != nil)
        #expect(StoredInstallation(try example("readInstallation"))?.periods.count == 1)
        #expect(String(decoding: try example("readInstallation"), as: UTF8.self).contains("\"id\"") == false)
    }

    @Test func `refers to schemas that exist`() {
        let text = CollectorInterface.text
        let marker = "#/components/schemas/"
        let names = text.components(after: marker)
        #expect(names.count > 10)
        for name in names { #expect(document["components"]?["schemas"]?[name] != nil, "\(name)") }
    }

    @Test func `takes the times for times that the reader takes`() throws {
        guard case .string(let pattern)? = CollectorSchemas.time["pattern"] else { return }
        let rule = try Regex(pattern)
        for year in [2000, 2023, 2024, 2026, 2028, 2096, 2099] {
            for month in 0...13 {
                for day in 0...32 {
                    let two = [month, day].map { $0 < 10 ? "0\($0)" : "\($0)" }
                    let text = "\(year)-\(two[0])-\(two[1])T23:59:59.123456789Z"
                    #expect((try rule.wholeMatch(in: text) != nil) == (HourTimestamp(text) != nil), "\(text)")
                }
            }
        }
        for time in [
            "00:00:00", "23:00:00", "24:00:00", "19:60:00", "29:00:00", "1:00:00", "00:00", "00:00:00.", "00:00:00.1",
        ] {
            let text = "2026-11-22T\(time)Z"
            #expect((try rule.wholeMatch(in: text) != nil) == (HourTimestamp(text) != nil), "\(text)")
        }
    }

    @Test func `gives the rules of the published message in both shapes`() {
        guard case .array(let shapes)? = document["components"]?["schemas"]?["PublishedMessage"]?["anyOf"] else {
            Issue.record("there are no shapes")
            return
        }
        #expect(shapes.count == 2)
        #expect(shapes.first?["properties"]?["system"]?["properties"]?["nodeVersion"] != nil)
        #expect(shapes.last?["required"] == .array([.string("ts"), .string("data")]))
        // What a message may leave out is in an object that it may not.
        #expect(
            shapes.first?["required"]
                == .array(["service", "serviceVersion", "system", "enabledFeatures"].map(JSONValue.string)))
        let features = shapes.first?["properties"]?["enabledFeatures"]
        #expect(features?["required"] == .array([.string("feature")]))
        #expect(features?["properties"]?["feature"]?["required"] == .array([]))
    }
}

extension String {
    /// What follows each occurrence of a text, up to a quotation mark.
    fileprivate func components(after marker: String) -> [String] {
        var (rest, found): (Substring, [String]) = (self[...], [])
        while let range = rest.firstRange(of: marker) {
            rest = rest[range.upperBound...]
            found.append(String(rest.prefix { $0 != "\"" }))
        }
        return found
    }
}
