// SPDX-License-Identifier: MIT

/// The collector's HTTP interface in OpenAPI 3.1, made from the table of operations, the problems and the registry.
package enum CollectorInterface {
    /// The document, indented, with a line end.
    package static var text: String { IndentedJSON.text(document) + "\n" }

    static var document: JSONValue {
        map([
            "openapi": .string("3.1.0"),
            "info": map([
                "title": .string("Butler telemetry collector"), "version": .string(String(FieldRegistry.schemaVersion)),
                "description": .string(about), "license": map(["name": .string("MIT"), "identifier": .string("MIT")]),
            ]),
            "servers": .array([map(["url": .string("/")])]),
            "paths": paths,
            "components": map([
                "schemas": CollectorSchemas.all,
                "securitySchemes": map([
                    "operatorPassword": map([
                        "type": .string("http"), "scheme": .string("basic"),
                        "description": .string("User admin, the collector's token as password."),
                    ]),
                    "operatorToken": map(["type": .string("http"), "scheme": .string("bearer")]),
                ]),
            ]),
        ])
    }

    private static let about = """
        Takes reports of installations, and lets each installation read back and erase what is stored about it. \
        Messages are signed with Ed25519 over a label, a zero byte, the counter as eight bytes, highest first, and what is \
        sent; so a valid example of a signed request cannot be given here, since every sender has its own key. \
        Every path answers other methods with 405 and the header Allow, and HEAD wherever it answers GET. Addresses of \
        networks are never stored or logged. All problems are RFC 9457 problem details.
        """

    private static var paths: JSONValue {
        var paths: [JSONValue.Member] = []
        for operation in CollectorOperation.all {
            var members: [JSONValue.Member] = [.init(operation.method, describe(operation))]
            if operation.method == "get" {
                var head = operation
                head.id += "Head"
                head.summary += " Without the body."
                members.append(.init("head", describe(head, hasBody: false)))
            }
            if let place = paths.firstIndex(where: { $0.name == operation.path }),
                case .object(let others) = paths[place].value
            {
                paths[place].value = .object(others + members)
            } else {
                paths.append(.init(operation.path, .object(members)))
            }
        }
        return .object(paths)
    }

    private static func describe(_ operation: CollectorOperation, hasBody: Bool = true) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("operationId", .string(operation.id)), .init("summary", .string(operation.summary)),
        ]
        if !operation.description.isEmpty { members.append(.init("description", .string(operation.description))) }
        if operation.isForOperator {
            members.append(
                .init(
                    "security",
                    .array([map([:]), map(["operatorPassword": .array([])]), map(["operatorToken": .array([])])])))
        }
        let parameters = parameters(operation)
        if !parameters.isEmpty { members.append(.init("parameters", .array(parameters))) }
        if let body = operation.body {
            members.append(
                .init("requestBody", map(["required": .boolean(true), "content": content(body)])))
        }
        members.append(.init("responses", responses(operation, hasBody: hasBody)))
        return .object(members)
    }

    private static func parameters(_ operation: CollectorOperation) -> [JSONValue] {
        var parameters: [JSONValue] = []
        if operation.path.contains("{id}") {
            parameters.append(
                parameter(
                    "id", "path", "The installation's ID, as its log shows it.", CollectorSchemas.hexDigits(64),
                    ReportExample.id))
        }
        guard let signed = operation.signed else { return parameters }
        return parameters + [
            parameter(
                TelemetryHTTP.keyHeader, "header", "The sender's Ed25519 public key: 32 bytes in unpadded base64url.",
                CollectorSchemas.base64URL(43), "zDIhDaoddvpwj_1N-Q-0XQaMMSWLZJwHj33mOayE2TY"),
            parameter(
                TelemetryHTTP.counterHeader, "header", "Greater with each message of a sender.",
                CollectorSchemas.counter, "1"),
            parameter(
                TelemetryHTTP.signatureHeader, "header",
                "The Ed25519 signature, 64 bytes in unpadded base64url, over \(signed).",
                CollectorSchemas.base64URL(86), String(repeating: "A", count: 86)),
        ]
    }

    private static func parameter(
        _ name: String, _ place: String, _ description: String, _ schema: JSONValue, _ example: String
    ) -> JSONValue {
        let isNumber = schema["type"] == .string("integer")
        return map([
            "name": .string(name), "in": .string(place), "required": .boolean(true),
            "description": .string(description), "schema": schema,
            "example": isNumber ? .number(example) : .string(example),
        ])
    }

    private static func responses(_ operation: CollectorOperation, hasBody: Bool) -> JSONValue {
        let answer = operation.answer
        var success: [JSONValue.Member] = [.init("description", .string(answer.description))]
        if hasBody { success.append(.init("content", content(answer.content))) }
        let slugs = operation.problems + CollectorOperation.everywhere
        let problems = Problem.examples.filter { slugs.contains($0.slug) }
        let statuses = Set(problems.map(\.status)).sorted()
        return .object(
            [.init(String(answer.status), .object(success))]
                + statuses.map { status in
                    .init(String(status), problem(problems.filter { $0.status == status }, hasBody: hasBody))
                })
    }

    private static func problem(_ problems: [Problem], hasBody: Bool) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("description", .string(problems.map(\.title).joined(separator: " Or: ")))
        ]
        let names = problems.flatMap(\.fields).map(\.name).filter { $0 != "Connection" }
        if let name = names.first {
            let schema = name == "Retry-After" ? CollectorSchemas.wholeNumber : CollectorSchemas.text
            members.append(
                .init("headers", .object([.init(name, map(["schema": schema, "required": .boolean(false)]))])))
        }
        if hasBody {
            let examples = problems.map { problem in
                JSONValue.Member(problem.slug, map(["value": (try? JSONParser.parse(problem.json)) ?? .null]))
            }
            let content = map([
                "schema": CollectorOperation.reference("Problem"), "examples": .object(examples),
            ])
            members.append(.init("content", map(["application/problem+json": content])))
        }
        return .object(members)
    }

    private static func content(_ content: CollectorOperation.Content) -> JSONValue {
        var members = [JSONValue.Member("schema", content.schema)]
        if let example = content.example { members.append(.init("example", example)) }
        return .object([.init(content.mediaType, .object(members))])
    }

    static func map(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
        .object(members.map { .init($0.key, $0.value) })
    }
}
