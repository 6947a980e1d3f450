// SPDX-License-Identifier: MIT

import TelemetryWire
import Testing

/// Spoils every field of a valid message in every way, one at a time: each time exactly that field is named, and the
/// value is never repeated.
struct MessageReaderCorruptionTests {
    private static let canary = "canary"
    private static let wrongTexts = [
        String(repeating: canary, count: 12), "canary\nx", "canary\n", "canary\u{0}", "canary<b>", "canäry canary",
        "canary\"",
        "canary@example.com", "\u{202E}canary", " canary", ".canary", "canary;drop", "canary\u{301}", "canary\r",
    ]

    /// The members of the envelope and of the inner object that hold a value, with the registry's rule.
    private static func leaves(_ shape: MessageShape) -> [(path: [String], field: Field)] {
        FieldRegistry.fields.filter { $0.isRequired(in: shape.version) || $0.isAllowed(in: shape.version) }
            .filter { $0.presence != .ignored }
            .map { (shape.dataPath + $0.path, $0) }
    }

    private static func objects(_ shape: MessageShape) -> [[String]] {
        [[], ["system"], ["enabledFeatures"], ["enabledFeatures", "feature"]].map { shape.dataPath + $0 }
    }

    private func expect(
        _ fields: [String], in message: JSONValue, _ shape: MessageShape, _ what: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let violations = try shape.violations(message)
        #expect(violations.map(\.field) == fields, "\(what)", sourceLocation: sourceLocation)
        for violation in violations {
            let text = violation.field + violation.rule
            #expect(!text.contains(Self.canary), "\(what)", sourceLocation: sourceLocation)
            #expect(!text.contains("31337"), "\(what)", sourceLocation: sourceLocation)
        }
    }

    @Test(arguments: MessageShape.allCases)
    func `the messages to start from are valid`(_ shape: MessageShape) throws {
        #expect(try shape.violations(shape.message).isEmpty)
    }

    @Test(arguments: MessageShape.allCases)
    func `names a field that is missing`(_ shape: MessageShape) throws {
        for (path, field) in Self.leaves(shape) {
            let message = shape.message.replacing(path, with: nil)
            let isRequired = field.isRequired(in: shape.version)
            try expect(isRequired ? [pointer(path)] : [], in: message, shape, "missing \(pointer(path))")
        }
        for path in Self.objects(shape) where path.count > shape.dataPath.count {
            try expect([pointer(path)], in: shape.message.replacing(path, with: nil), shape, "missing \(pointer(path))")
        }
        if shape != .v1Inner {
            try expect(["/ts"], in: shape.message.replacing(["ts"], with: nil), shape, "missing /ts")
        }
    }

    @Test func `names the data that is missing`() throws {
        try expect(["/data"], in: Messages.v2.replacing(["data"], with: nil), .v2, "missing /data")
    }

    @Test(arguments: MessageShape.allCases)
    func `names a field of another type`(_ shape: MessageShape) throws {
        for (path, field) in Self.leaves(shape) {
            var values: [JSONValue] = [
                .null, .number("31337"), .array([]), .array([.string(Self.canary)]), .object([]),
                .object([.init(Self.canary, .string(Self.canary))]),
            ]
            if case .boolean = field.kind {
                values += [.string("true"), .string(Self.canary), .number("1"), .number("0")]
            } else {
                values += [.boolean(true), .boolean(false)]
            }
            for value in values {
                try expect(
                    [pointer(path)], in: shape.message.replacing(path, with: value), shape,
                    "\(pointer(path)) = \(value)")
            }
        }
    }

    @Test(arguments: MessageShape.allCases)
    func `names a text that is too long or has forbidden characters`(_ shape: MessageShape) throws {
        for (path, field) in Self.leaves(shape) where field.kind.isText {
            for text in Self.wrongTexts {
                let message = shape.message.replacing(path, with: .string(text))
                try expect([pointer(path)], in: message, shape, "\(pointer(path)) = \(text)")
            }
        }
    }

    @Test(arguments: MessageShape.allCases)
    func `names a text that only a line break or a blank spoils`(_ shape: MessageShape) throws {
        for (path, field) in Self.leaves(shape) where field.kind.isText {
            guard case .string(let valid) = path.reduce(shape.message, { $0[$1] ?? .null }) else {
                Issue.record("no text at \(pointer(path))")
                continue
            }
            for text in [valid + "\n", "\n" + valid, valid + "\u{0}", " " + valid, valid + "\u{2028}"] {
                try expect(
                    [pointer(path)], in: shape.message.replacing(path, with: .string(text)), shape, pointer(path))
            }
        }
    }

    @Test(arguments: [MessageShape.v2, .v1Envelope])
    func `names a time that is none`(_ shape: MessageShape) throws {
        let values: [JSONValue] = [
            .null, .number("31337"), .boolean(true), .array([]), .object([]), .string(""), .string("canary"),
            .string("2026-11-22"), .string("2026-11-22T13:00:00+01:00"), .string("2026-02-30T13:00:00Z"),
            .string(String(repeating: Self.canary, count: 100)), .string("2026-11-22T13:00:00.000Z\n"),
        ]
        for value in values {
            try expect(["/ts"], in: shape.message.replacing(["ts"], with: value), shape, "/ts = \(value)")
        }
    }

    @Test(arguments: MessageShape.allCases)
    func `names an object that is something else`(_ shape: MessageShape) throws {
        let values: [JSONValue] = [
            .array([]), .array([.string(Self.canary)]), .null, .string(Self.canary), .number("31337"), .boolean(true),
        ]
        for path in Self.objects(shape) {
            for value in values {
                let message = shape.message.replacing(path, with: value)
                try expect([pointer(path)], in: message, shape, "\(pointer(path)) = \(value)")
            }
        }
    }

    @Test(arguments: MessageShape.allCases)
    func `names what does not belong there, if the name is harmless`(_ shape: MessageShape) throws {
        let levels = (shape == .v1Inner ? [] : [[]]) + Self.objects(shape)
        for level in levels {
            for name in [
                "hostName", "IP", "__proto__", "constructor", "Service", "_", String(repeating: "x", count: 40),
            ] {
                for value in [
                    JSONValue.string(Self.canary), .null, .object([.init(Self.canary, .null)]), .number("31337"),
                ] {
                    let message = shape.message.replacing(level + [name], with: value)
                    try expect([pointer(level + [name])], in: message, shape, "extra \(pointer(level + [name]))")
                }
            }
        }
    }

    @Test(arguments: MessageShape.allCases)
    func `does not repeat names that could carry something`(_ shape: MessageShape) throws {
        let names = [
            "canary.example.com", "", "canary 1", "canary\n", "canary\u{0}", "<canary>", "canary1", "10.0.0.1",
            "../canary",
            "canary/id", "\u{202E}canary", String(repeating: Self.canary, count: 7), "canary~1", "\"canary\"", "cañary",
        ]
        let levels = (shape == .v1Inner ? [] : [[]]) + Self.objects(shape)
        for level in levels {
            for name in names {
                let message = shape.message.replacing(level + [name], with: .string(Self.canary))
                try expect([pointer(level) + "/…"], in: message, shape, "extra \(name)")
            }
        }
    }

    @Test(arguments: MessageShape.allCases)
    func `reports everything that is wrong at once`(_ shape: MessageShape) throws {
        let wrong: [([String], JSONValue?)] = [
            (["service"], .string("another")), (["serviceVersion"], .number("5")), (["system", "id"], nil),
            (["system", "virtual"], .string("yes")), (["system", "arch"], .string("")),
            (["enabledFeatures", "feature", "mqtt"], .null), (["enabledFeatures", "extra"], .boolean(true)),
            (["more"], .null),
        ]
        var message = shape.message
        for (path, value) in wrong { message = message.replacing(shape.dataPath + path, with: value) }
        var fields = Set(wrong.map { pointer(shape.dataPath + $0.0) })
        if shape != .v1Inner {
            message = message.replacing(["ts"], with: .null).replacing(["outside"], with: .null)
            fields.formUnion(["/ts", "/outside"])
        }
        let found = try shape.violations(message).map(\.field)
        #expect(Set(found) == fields)
        #expect(found.count == fields.count)
    }

    @Test(arguments: ["[]", "null", "\"text\"", "1", "true"])
    func `wants an object`(_ text: String) {
        let failure = MessageReader.Failure.violations([Violation(field: "", rule: "a JSON object")])
        #expect(throws: failure) { try MessageReader.readV1(Array(text.utf8)) }
        #expect(throws: failure) { try MessageReader.readV2(Array(text.utf8)) }
    }
}

extension Field.Kind {
    fileprivate var isText: Bool {
        if case .boolean = self { false } else { true }
    }
}
