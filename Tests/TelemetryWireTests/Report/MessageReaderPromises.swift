// SPDX-License-Identifier: MIT

@testable import TelemetryWire

/// What holds for every body, whatever is in it. The fuzz target `report-decoder` looks for one that breaks a promise.
enum MessageReaderPromises {
    /// What a body breaks; `nil` if all promises are kept.
    static func broken(by body: [UInt8]) -> String? {
        brokenByTree(body)
            ?? brokenByVersion(
                1, body, quick: QuickReader.read(body, along: MessagePlan.publishedV1),
                front: outcome { () throws(MessageReader.Failure) in try MessageReader.readV1(body) },
                thorough: outcome { () throws(MessageReader.Failure) in try ThoroughReader.readV1(body) })
            ?? brokenByVersion(
                2, body, quick: QuickReader.read(body, along: MessagePlan.publishedV2),
                front: outcome { () throws(MessageReader.Failure) in try MessageReader.readV2(body) },
                thorough: outcome { () throws(MessageReader.Failure) in
                    try ThoroughReader.readV2(
                        body, services: FieldRegistry.services, newest: FieldRegistry.schemaVersion)
                })
    }

    private typealias Outcome = Result<MessageReader.Message, MessageReader.Failure>

    private static func outcome(_ read: () throws(MessageReader.Failure) -> MessageReader.Message) -> Outcome {
        do { return .success(try read()) } catch { return .failure(error) }
    }

    private static func brokenByTree(_ body: [UInt8]) -> String? {
        guard let tree = try? JSONParser.parse(body) else { return nil }
        return (try? JSONParser.parse(JSONWriter.encode(tree))) == tree ? nil : "what is written reads back differently"
    }

    private static func brokenByVersion(
        _ version: Int, _ body: [UInt8], quick: MessageReader.Message?, front: Outcome, thorough: Outcome
    ) -> String? {
        if let quick, thorough != .success(quick) { return "version \(version): the quick reader is on its own" }
        guard front == thorough else { return "version \(version): the quick reader changes what comes out" }
        switch front {
        case .success(let message): return broken(by: message, version)
        case .failure(let failure): return broken(by: failure, in: body)
        }
    }

    /// What is accepted can be written again, reads back the same, and does so quickly.
    private static func broken(by message: MessageReader.Message, _ version: Int) -> String? {
        let time = message.time ?? HourTimestamp(secondsSinceEpoch: 0)
        var body = message.report.encoded(at: time, version: version)
        if version == 1 {
            // The object around the flags is written with the first of them.
            guard !message.report.features.isEmpty else { return nil }
            // There is no writer of version 1; its inner object is the same, without what came later.
            guard let data = try? JSONParser.parse(body)["data"] else { return "a report is not written as JSON" }
            body = JSONWriter.encode(data)
        }
        let plans = version == 1 ? MessagePlan.publishedV1 : MessagePlan.publishedV2
        guard let again = QuickReader.read(body, along: plans) else { return "what is written is not read quickly" }
        let isSame = again.report == message.report && again.schemaVersion == message.schemaVersion
        return isSame && (version == 1 || again.time == message.time) ? nil : "a report reads back differently"
    }
}

// MARK: What is said about mistakes

extension MessageReaderPromises {
    /// A failure is made of words of ours and names that look like names, never of values.
    private static func broken(by failure: MessageReader.Failure, in body: [UInt8]) -> String? {
        switch failure {
        case .notJSON(let failure):
            let isOurs = reasons.contains(failure.reason) && (0...body.count).contains(failure.offset)
            return isOurs ? nil : "the parser says something of its own: \(failure)"
        case .unknownSchemaVersion(let version):
            return version > FieldRegistry.schemaVersion ? nil : "a version is said to be newer: \(version)"
        case .violations(let violations):
            guard !violations.isEmpty else { return "a message is refused without a reason" }
            let names = names(in: (try? JSONParser.parse(body)) ?? .null)
            return violations.first { !rules.contains($0.rule) || !isHarmless($0.field, names) }
                .map { "a violation says too much: \($0)" }
        }
    }

    private static func isHarmless(_ pointer: String, _ names: Set<String>) -> Bool {
        pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init).allSatisfy {
            $0 == "…" || known.contains($0) || names.contains($0) && Violation.harmless($0) == $0
        }
    }

    private static func names(in value: JSONValue) -> Set<String> {
        switch value {
        case .object(let members):
            members.reduce(into: []) { $0.formUnion(names(in: $1.value).union([$1.name])) }
        case .array(let elements): elements.reduce(into: []) { $0.formUnion(names(in: $1)) }
        default: []
        }
    }

    private static let known = Set(["schemaVersion", "ts", "data"] + FieldRegistry.fields.flatMap(\.path))

    private static let rules: Set<String> = {
        var rules: Set = [
            "a JSON object", "a whole number", "2 or later", "no such field", "required", "an object", "text",
            "true or false", "a UTC time like 2026-11-22T13:00:00.000Z", "one of: butler-sos",
            "an ID of its own, not one that many installations share",
        ]
        for case .text(let pattern) in FieldRegistry.fields.map(\.kind) {
            rules.insert("text matching \(pattern.regularExpression)")
        }
        return rules
    }()

    private static let reasons = Set(
        [
            "a JSON value", "a member name", "each member name only once", "a colon", "a comma or a closing brace",
            "a comma or a closing bracket", "a digit", "text in UTF-8", "no control characters in a string",
            "a closing quote", "an escape sequence", "the second half of a surrogate pair", "a character",
            "four hexadecimal digits", "the end of the text", "at most 16 levels",
        ].map { "expected \($0)" })
}
