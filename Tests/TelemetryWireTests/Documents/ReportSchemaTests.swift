// SPDX-License-Identifier: MIT

import TelemetryTestKit
import Testing

@testable import TelemetryWire

struct ReportSchemaTests {
    private let schema: JSONValue

    init() throws { schema = try JSONParser.parse(Array(ReportSchema.text(of: .butlerSOS).utf8)) }

    /// The schema of the value at a JSON pointer of a message.
    private func rule(at pointer: String) -> JSONValue? {
        pointer.split(separator: "/").reduce(schema) { rule, name in rule?["properties"]?[String(name)] }
    }

    @Test func `has each field of the newest version, with its pattern`() {
        let fields = FieldRegistry.fields.filter { $0.isAllowed(in: FieldRegistry.schemaVersion) }
        for field in fields {
            let rule = rule(at: field.pointer)
            switch field.kind {
            case .boolean: #expect(rule?["type"] == .string("boolean"), "\(field.pointer)")
            case .service: #expect(rule?["enum"] == .array([.string("butler-sos")]))
            case .text(let pattern):
                #expect(rule?["pattern"] == .string(pattern.regularExpression), "\(field.pointer)")
                #expect(rule?["maxLength"] == .number(String(pattern.length.upperBound)))
            }
            guard case .string(let text)? = rule?["description"] else {
                Issue.record("\(field.pointer) is not described")
                continue
            }
            #expect(text.hasPrefix(field.purpose))
        }
    }

    @Test(arguments: ["", "/data", "/data/system", "/data/enabledFeatures", "/data/enabledFeatures/feature"])
    func `every object is closed, and requires all that it has`(pointer: String) {
        let rule = rule(at: pointer)
        #expect(rule?["additionalProperties"] == .boolean(false))
        guard case .object(let members)? = rule?["properties"] else {
            Issue.record("\(pointer) has no properties")
            return
        }
        #expect(rule?["required"] == .array(members.map { .string($0.name) }))
    }

    @Test func `has nothing of older versions`() {
        #expect(rule(at: "/data/system/nodeVersion") == nil)
        #expect(rule(at: "/data/system/hypervisor") == nil)
        #expect(rule(at: "/data/system/swiftVersion") != nil)
    }

    @Test func `has the members of a real report in the same order`() throws {
        let body = Sample.report().encoded(at: HourTimestamp(secondsSinceEpoch: 0))
        #expect(Self.names(try JSONParser.parse(body)) == Self.properties(schema))
    }

    private static func names(_ value: JSONValue) -> [String] {
        guard case .object(let members) = value else { return [] }
        return members.flatMap { [$0.name] + names($0.value) }
    }

    private static func properties(_ schema: JSONValue) -> [String] {
        guard case .object(let members)? = schema["properties"] else { return [] }
        return members.flatMap { [$0.name] + properties($0.value) }
    }
}

struct FieldTableTests {
    @Test func `has one row of six cells per field`() {
        let rows = FieldTable.markdown(of: .butlerSOS).split(separator: "\n").dropFirst(2)
        let fields = FieldRegistry.fields.filter { $0.isAllowed(in: FieldRegistry.schemaVersion) }
        #expect(rows.count == fields.count)
        for (row, field) in zip(rows, fields) {
            #expect(row.hasPrefix("| `\(field.path.joined(separator: "."))` |"))
            #expect(row.replacing("\\|", with: "").count { $0 == "|" } == 7, "\(row)")
        }
    }

    @Test func `every field says what it is for, where it comes from, and gives an example that it accepts`() {
        for field in FieldRegistry.fields where field.presence != .ignored {
            #expect(!field.purpose.isEmpty && !field.source.isEmpty && !field.example.isEmpty, "\(field.pointer)")
            if case .text(let pattern) = field.kind, field.name != "id" {
                #expect(pattern.accepts(field.example), "\(field.pointer): \(field.example)")
            }
        }
    }

    @Test func `keeps a bar inside a cell from ending it`() {
        #expect(FieldTable.table(["a"], [["x|y"]]) == "| a |\n| --- |\n| x\\|y |\n")
    }
}

struct IndentedJSONTests {
    @Test func `puts members on lines and short lists on one`() {
        let value = JSONValue.object([
            .init("a", .array([.number("1"), .string("\"")])), .init("b", .object([.init("c", .null)])),
            .init("d", .object([])), .init("e", .array([.object([.init("f", .boolean(true))])])),
        ])
        #expect(
            IndentedJSON.text(value) == """
                {
                  "a": [1, "\\""],
                  "b": {
                    "c": null
                  },
                  "d": {},
                  "e": [
                    {
                      "f": true
                    }
                  ]
                }
                """)
    }
}
