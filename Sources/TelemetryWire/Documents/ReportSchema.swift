// SPDX-License-Identifier: MIT

/// The JSON Schema of a service's reports, made from the registry.
package enum ReportSchema {
    /// The schema as a document, indented, with a line end.
    package static func text(of service: TelemetryService) -> String {
        IndentedJSON.text(schema(of: service)) + "\n"
    }

    static func schema(of service: TelemetryService) -> JSONValue {
        let version = FieldRegistry.schemaVersion
        return .object([
            .init("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
            .init("$id", .string("urn:butler-telemetry:report:\(service.name):\(version)")),
            .init("title", .string("A telemetry report of \(service.title)")),
            .init(
                "description",
                .string("Nothing but these fields is sent, and a message with anything else is rejected.")),
            .init("type", .string("object")),
            .init("required", names(["schemaVersion", "ts", "data"])),
            .init("additionalProperties", .boolean(false)),
            .init(
                "properties",
                .object([
                    .init("schemaVersion", .object([.init("const", .number(String(version)))])),
                    .init(
                        "ts",
                        .object([
                            .init("description", .string("When the report was made, in UTC, cut down to the hour.")),
                            .init("type", .string("string")),
                            .init("pattern", .string("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:00:00\\.000Z$")),
                        ])),
                    .init("data", data(of: service, in: version)),
                ])),
        ])
    }

    /// The rule for the `data` object of a message of a version.
    static func data(of service: TelemetryService, in version: Int) -> JSONValue {
        object(FieldRegistry.fields(of: service).filter { $0.isAllowed(in: version) }, depth: 0, version)
    }

    private static func object(_ fields: [Field], depth: Int, _ version: Int) -> JSONValue {
        var properties: [JSONValue.Member] = []
        var required: [String] = []
        for field in fields where !properties.contains(where: { $0.name == field.path[depth] }) {
            let name = field.path[depth]
            let isLeaf = field.path.count == depth + 1
            let inside = fields.filter { $0.path[depth] == name }
            properties.append(.init(name, isLeaf ? value(field) : object(inside, depth: depth + 1, version)))
            // Objects are always there; version 1 may leave out what they hold.
            if !isLeaf || field.isRequired(in: version) { required.append(name) }
        }
        return .object([
            .init("type", .string("object")), .init("required", names(required)),
            .init("additionalProperties", .boolean(false)), .init("properties", .object(properties)),
        ])
    }

    private static func value(_ field: Field) -> JSONValue {
        let description = JSONValue.Member("description", .string("\(field.purpose) From: \(field.source)."))
        switch field.kind {
        case .service:
            return .object([description, .init("enum", names(FieldRegistry.services.map(\.name)))])
        case .boolean:
            return .object([description, .init("type", .string("boolean"))])
        case .text(let pattern):
            return .object([
                description, .init("type", .string("string")),
                .init("pattern", .string(pattern.regularExpression)),
                .init("maxLength", .number(String(pattern.length.upperBound))),
            ])
        }
    }

    private static func names(_ names: [String]) -> JSONValue { .array(names.map { .string($0) }) }
}
