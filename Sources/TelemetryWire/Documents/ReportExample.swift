// SPDX-License-Identifier: MIT

/// A report as an example in documents, made from the registry.
package enum ReportExample {
    /// An ID that is nobody's.
    static let id = "8351d36431ea96a85b7bbe6e4b83a4c982944212abeec9fa3e3a60323d2e6676"
    static let time = "2026-11-22T13:00:00.000Z"

    /// The `data` object of a message of a version.
    package static func data(of service: TelemetryService, in version: Int) -> JSONValue {
        let fields = FieldRegistry.fields(of: service).filter { $0.isAllowed(in: version) && $0.presence != .ignored }
        return object(fields, depth: 0, of: service)
    }

    /// A whole message of the newest version.
    package static func message(of service: TelemetryService) -> JSONValue {
        let version = FieldRegistry.schemaVersion
        return .object([
            .init("schemaVersion", .number(String(version))), .init("ts", .string(time)),
            .init("data", data(of: service, in: version)),
        ])
    }

    private static func object(_ fields: [Field], depth: Int, of service: TelemetryService) -> JSONValue {
        var members: [JSONValue.Member] = []
        for field in fields where !members.contains(where: { $0.name == field.path[depth] }) {
            let name = field.path[depth]
            let isLeaf = field.path.count == depth + 1
            let inside = fields.filter { $0.path[depth] == name }
            members.append(
                .init(name, isLeaf ? value(field, of: service) : object(inside, depth: depth + 1, of: service)))
        }
        return .object(members)
    }

    private static func value(_ field: Field, of service: TelemetryService) -> JSONValue {
        switch field.kind {
        case .service: .string(service.name)
        case .boolean: .boolean(field.example == "true")
        case .text: .string(field.path == ["system", "id"] ? id : field.example)
        }
    }
}
