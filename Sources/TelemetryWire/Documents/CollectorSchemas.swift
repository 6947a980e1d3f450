// SPDX-License-Identifier: MIT

/// The schemas of what the collector takes and answers.
enum CollectorSchemas {
    static var all: JSONValue {
        CollectorInterface.map([
            "Report": report, "PublishedMessage": publishedMessage, "Receipt": receipt,
            "StoredInstallation": storedInstallation, "ErasureReceipt": erasureReceipt, "Problem": problem,
        ])
    }

    static let text = CollectorInterface.map(["type": .string("string")])
    static let wholeNumber = CollectorInterface.map(["type": .string("integer"), "minimum": .number("0")])
    static let counter = CollectorInterface.map([
        "type": .string("integer"), "minimum": .number("1"), "maximum": .number(String(TelemetryHTTP.maximumCounter)),
    ])

    static func hexDigits(_ count: Int) -> JSONValue { pattern("^[0-9a-f]{\(count)}$") }

    static func base64URL(_ count: Int) -> JSONValue { pattern("^[A-Za-z0-9_-]{\(count)}$") }

    private static let date = pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")

    /// A moment of this century in UTC, on a day that there is.
    static let time: JSONValue = {
        let most = "(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31"
        let day = "(?:20[0-9]{2}-(?:\(most))|20(?:[02468][048]|[13579][26])-02-29)"
        return pattern("^\(day)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?Z$")
    }()

    private static func pattern(_ pattern: String) -> JSONValue {
        CollectorInterface.map(["type": .string("string"), "pattern": .string(pattern)])
    }

    /// The published schema, as a part of a document.
    private static var report: JSONValue {
        guard case .object(let members) = ReportSchema.schema(of: .butlerSOS) else { return .object([]) }
        return .object(members.filter { !["$schema", "$id"].contains($0.name) })
    }

    private static var publishedMessage: JSONValue {
        let data = ReportSchema.data(of: .butlerSOS, in: 1)
        return CollectorInterface.map([
            "title": .string("The published message of version 1"),
            "anyOf": .array([data, object(["ts": time, "data": data])]),
        ])
    }

    private static let receipt = object([
        "sha256": hexDigits(64), "received": date, "schemaVersion": wholeNumber,
    ])

    private static let erasureReceipt = object(["installations": wholeNumber, "periods": wholeNumber, "date": date])

    private static let storedInstallation = object([
        "counter": wholeNumber, "lastBody": object(["sha256": hexDigits(64), "received": date]),
        "firstSeen": date, "seenAgain": CollectorInterface.map(["type": .string("boolean")]),
        "periods": list(
            object([
                "first": date, "last": date,
                "data": CollectorInterface.map([
                    "type": .string("object"),
                    "description": .string("The data of these reports, without the ID; unknown features are absent."),
                ]),
            ])),
    ])

    private static var problem: JSONValue {
        let types = Problem.slugs.map { JSONValue.string("urn:butler-telemetry:\($0)") }
        let error = object(["field": text, "rule": text])
        return CollectorInterface.map([
            "title": .string("Problem details (RFC 9457)"), "type": .string("object"),
            "required": .array([.string("type"), .string("title"), .string("status")]),
            "additionalProperties": .boolean(false),
            "properties": CollectorInterface.map([
                "type": CollectorInterface.map(["enum": .array(types)]), "title": text, "status": wholeNumber,
                "errors": list(error), "lastCounter": wholeNumber,
            ]),
        ])
    }

    private static func list(_ elements: JSONValue) -> JSONValue {
        CollectorInterface.map(["type": .string("array"), "items": elements])
    }

    /// An object with exactly these members.
    private static func object(_ properties: KeyValuePairs<String, JSONValue>) -> JSONValue {
        CollectorInterface.map([
            "type": .string("object"), "required": .array(properties.map { .string($0.key) }),
            "additionalProperties": .boolean(false), "properties": CollectorInterface.map(properties),
        ])
    }
}
