// SPDX-License-Identifier: MIT

/// Reads a message by way of its JSON tree and tells all that is wrong with it: slowly, and the truth about mistakes.
enum ThoroughReader {
    typealias Message = MessageReader.Message
    typealias Failure = MessageReader.Failure

    /// Reads a message of version 2 or later: `{"schemaVersion":2,"ts":…,"data":{…}}`.
    ///
    /// - Parameters:
    ///   - services: whose reports are known.
    ///   - newest: the newest `schemaVersion` that is known. Older ones stay readable: clients are updated later than collectors.
    static func readV2(_ body: [UInt8], services: [TelemetryService], newest: Int) throws(Failure) -> Message {
        let root = try parse(body)
        guard case .object(let members) = root else { throw .violations([Violation(field: "", rule: "a JSON object")]) }
        let version = try schemaVersion(root, newest: newest)
        var check = ObjectCheck(version: version, services: services)
        check.names(members, allowed: ["schemaVersion", "ts", "data"], required: ["ts", "data"], at: "")
        let time = check.time(root["ts"])
        let report = check.report(in: root["data"], at: "/data")
        guard check.violations.isEmpty else { throw .violations(check.violations) }
        return Message(schemaVersion: version, time: time, report: report)
    }

    /// The version, if this reader knows it. A whole number of any length that is larger is an unknown version.
    private static func schemaVersion(_ root: JSONValue, newest: Int) throws(Failure) -> Int {
        guard case .number(let spelling)? = root["schemaVersion"], spelling.utf8.allSatisfy({ (48...57).contains($0) })
        else {
            throw .violations([Violation(field: "/schemaVersion", rule: "a whole number")])
        }
        guard let version = Int(spelling), version <= newest else {
            throw .unknownSchemaVersion(Int(spelling) ?? .max)
        }
        guard version >= 2 else {
            throw .violations([Violation(field: "/schemaVersion", rule: "2 or later")])
        }
        return version
    }

    /// Reads the published message of version 1: with the envelope `{"ts", "data"}`, or the inner object alone.
    static func readV1(_ body: [UInt8]) throws(Failure) -> Message {
        let root = try parse(body)
        guard case .object(let members) = root else { throw .violations([Violation(field: "", rule: "a JSON object")]) }
        var check = ObjectCheck(version: 1, services: FieldRegistry.services)
        var time: HourTimestamp?
        let report: TelemetryReport
        if root["data"] != nil {
            check.names(members, allowed: ["ts", "data"], required: ["ts"], at: "")
            time = check.time(root["ts"])
            report = check.report(in: root["data"], at: "/data")
        } else {
            report = check.report(in: root, at: "")
        }
        guard check.violations.isEmpty else { throw .violations(check.violations) }
        return Message(schemaVersion: 1, time: time, report: report)
    }

    private static func parse(_ body: [UInt8]) throws(Failure) -> JSONValue {
        do { return try JSONParser.parse(body) } catch { throw .notJSON(error) }
    }
}

/// Walks a message along the registry and collects what is wrong with it.
private struct ObjectCheck {
    private let version: Int
    private let services: [TelemetryService]
    private var fields: [Field] = []
    private(set) var violations: [Violation] = []

    init(version: Int, services: [TelemetryService]) {
        self.version = version
        self.services = services
    }

    mutating func report(_ pointer: String, _ rule: String) { violations.append(Violation(field: pointer, rule: rule)) }

    mutating func names(_ members: [JSONValue.Member], allowed: [String], required: [String], at pointer: String) {
        for member in members where !allowed.contains(member.name) {
            report("\(pointer)/\(Violation.harmless(member.name))", "no such field")
        }
        for name in required where !members.contains(where: { $0.name == name }) {
            report("\(pointer)/\(name)", "required")
        }
    }

    mutating func time(_ value: JSONValue?) -> HourTimestamp? {
        guard let value else { return nil }
        if case .string(let text) = value, let time = HourTimestamp(text) { return time }
        report("/ts", "a UTC time like 2026-11-22T13:00:00.000Z")
        return nil
    }

    mutating func report(in data: JSONValue?, at pointer: String) -> TelemetryReport {
        var result = TelemetryReport()
        guard let data else { return result }
        var name = ""
        if case .string(let text)? = data["service"] { name = text }
        // Which flags there may be depends on who reports. A name that nobody has is told by the field's own rule.
        let service = services.first { $0.name == name } ?? services.first
        fields = (service.map(FieldRegistry.fields(of:)) ?? []).filter { $0.isAllowed(in: version) }
        walk(data, path: [], pointer: pointer, into: &result)
        return result
    }

    private mutating func walk(_ value: JSONValue, path: [String], pointer: String, into result: inout TelemetryReport)
    {
        guard case .object(let members) = value else { return report(pointer, "an object") }
        let fields = fields.filter { $0.path.starts(with: path) }
        var children: [String] = []
        for field in fields where !children.contains(field.path[path.count]) { children.append(field.path[path.count]) }
        let required = children.filter { child in
            fields.contains {
                $0.path[path.count] == child && ($0.path.count > path.count + 1 || $0.isRequired(in: version))
            }
        }
        names(members, allowed: children, required: required, at: pointer)
        for member in members where children.contains(member.name) {
            let memberPath = path + [member.name]
            let memberPointer = "\(pointer)/\(member.name)"
            if let field = fields.first(where: { $0.path == memberPath }) {
                check(member.value, against: field, at: memberPointer, into: &result)
            } else {
                walk(member.value, path: memberPath, pointer: memberPointer, into: &result)
            }
        }
    }

    private mutating func check(
        _ value: JSONValue, against field: Field, at pointer: String, into result: inout TelemetryReport
    ) {
        switch (field.kind, value) {
        case (.boolean, .boolean(let flag)):
            result.set(field.access, to: flag)
        case (.boolean, _):
            report(pointer, "true or false")
        case (.service, .string(let name)):
            guard services.contains(where: { $0.name == name }) else {
                return report(pointer, "one of: " + services.map(\.name).joined(separator: ", "))
            }
            result.set(field.access, to: name)
        case (.text(let pattern), .string(let text)):
            guard pattern.accepts(text) else { return report(pointer, "text matching \(pattern.regularExpression)") }
            if field.path == ["system", "id"], KnownBadIdentities.contains(text) {
                return report(pointer, "an ID of its own, not one that many installations share")
            }
            result.set(field.access, to: text)
        case (.service, _), (.text, _):
            report(pointer, "text")
        }
    }
}
