// SPDX-License-Identifier: MIT

/// One shape that a message may have, laid out along the registry, for `QuickReader` to follow.
struct MessagePlan: Sendable {
    var schemaVersion: Int
    /// The service whose messages these are: each has its own flags.
    var service: TelemetryService
    var root: Object

    struct Object: Sendable {
        /// What the reader keeps one bit each for. A service with more flags than that is left to `ThoroughReader`.
        static let maximumMembers = 64

        var members: [Member]
        /// One bit for each member that must be there.
        var required: UInt64
    }

    struct Member: Sendable {
        /// The name as a message spells it, with its quotes.
        var name: [UInt8]
        var value: Value
    }

    indirect enum Value: Sendable {
        case object(Object)
        /// These bytes and no others.
        case literal([UInt8])
        case time
        case text(TextPattern, FieldAccess)
        case flag(FieldAccess)
    }
}

extension MessagePlan {
    static let publishedV1 = version1(of: FieldRegistry.services)
    static let publishedV2 = version2(of: FieldRegistry.services, newest: FieldRegistry.schemaVersion)

    /// The shapes of a version 1 message: with its envelope, and the inner object alone.
    static func version1(of services: [TelemetryService]) -> [MessagePlan] {
        readable(services).flatMap { service in
            let data = data(of: service, version: 1)
            let envelope = Object([("ts", .time, true), ("data", .object(data), true)])
            return [envelope, data].map { MessagePlan(schemaVersion: 1, service: service, root: $0) }
        }
    }

    /// The shapes of a message of version 2 or later, the newest first.
    static func version2(of services: [TelemetryService], newest: Int) -> [MessagePlan] {
        stride(from: newest, through: 2, by: -1).flatMap { version in
            readable(services).map { service in
                let members: [(String, Value, Bool)] = [
                    ("schemaVersion", .literal(Array(String(version).utf8)), true), ("ts", .time, true),
                    ("data", .object(data(of: service, version: version)), true),
                ]
                return MessagePlan(schemaVersion: version, service: service, root: Object(members))
            }
        }
    }

    private static func readable(_ services: [TelemetryService]) -> [TelemetryService] {
        services.filter { $0.features.count <= Object.maximumMembers }
    }

    private static func data(of service: TelemetryService, version: Int) -> Object {
        object(FieldRegistry.fields(of: service).filter { $0.isAllowed(in: version) }, service, version, depth: 0)
    }

    /// The object that holds these fields, which agree on the first `depth` names of their paths.
    private static func object(_ fields: [Field], _ service: TelemetryService, _ version: Int, depth: Int) -> Object {
        var members: [(name: String, value: Value, isRequired: Bool)] = []
        for field in fields where !members.contains(where: { $0.name == field.path[depth] }) {
            let name = field.path[depth]
            if field.path.count > depth + 1 {
                let inside = fields.filter { $0.path[depth] == name }
                members.append((name, .object(object(inside, service, version, depth: depth + 1)), true))
            } else {
                members.append((name, Value(field, service), field.isRequired(in: version)))
            }
        }
        return Object(members)
    }
}

extension MessagePlan.Object {
    fileprivate init(_ members: [(name: String, value: MessagePlan.Value, isRequired: Bool)]) {
        self.members = members.map { .init(name: Array("\"\($0.name)\"".utf8), value: $0.value) }
        required = members.indices.reduce(0) { $0 | (members[$1].isRequired ? 1 << $1 : 0) }
    }
}

extension MessagePlan.Value {
    fileprivate init(_ field: Field, _ service: TelemetryService) {
        self =
            switch field.kind {
            case .service: .literal(Array("\"\(service.name)\"".utf8))
            case .text(let pattern): .text(pattern, field.access)
            case .boolean: .flag(field.access)
            }
    }
}
