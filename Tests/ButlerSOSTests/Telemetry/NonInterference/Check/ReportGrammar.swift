// SPDX-License-Identifier: MIT

import TelemetryClient
import TelemetryWire

@testable import ButlerSOS

/// What a request may be at all, spelled out once more, apart from the field registry: whoever adds a field has to say
/// so here, too.
///
/// Every value is one of a published list, true or false, a version, the hour or 64 hexadecimal digits; every name is
/// where it has to be; nothing stands between them.
enum ReportGrammar {
    /// The rules that a request breaks; empty if it breaks none.
    static func violations(_ request: WholeRequest, to collector: String) -> [String] {
        var violations = head(request, collector)
        guard let root = request.message else { return violations + ["not JSON"] }
        if JSONWriter.encode(root) != request.body { violations.append("another spelling of the same values") }
        violations += members(root, "", ["schemaVersion", "ts", "data"])
        violations += members(root["data"], "data", ["service", "serviceVersion", "system", "enabledFeatures"])
        let system = root["data"]?["system"]
        violations += members(
            system, "system",
            ["id", "arch", "platform", "release", "distro", "codename", "virtual", "swiftVersion"])
        let features = root["data"]?["enabledFeatures"]
        violations += members(features, "enabledFeatures", ["feature"])
        violations += members(
            features?["feature"], "feature",
            [
                "heartbeat", "dockerHealthCheck", "uptimeMonitor", "uptimeMonitor_storeInInfluxdb", "udpServer",
                "logdb", "mqtt", "influxdb", "prometheus", "appNames", "userSessions",
            ])
        if root["schemaVersion"] != .number("2") { violations.append("schemaVersion") }
        violations += text(root["ts"], "ts") { looksLike("20##-##-##T##:00:00.000Z", $0) }
        violations += text(root["data"]?["service"], "service") { $0 == "butler-sos" }
        violations += text(root["data"]?["serviceVersion"], "serviceVersion") { $0 == ButlerSOSVersion.current }
        if case .object(let members)? = features?["feature"] {
            violations += members.filter { !isBoolean($0.value) }.map(\.name)
        }
        return violations + self.system(system)
    }

    private static func head(_ request: WholeRequest, _ collector: String) -> [String] {
        var violations: [String] = []
        if request.method != "POST" { violations.append("method") }
        if request.url != collector + "/v2/reports" { violations.append("address") }
        let rules: [(name: String, isRight: (String) -> Bool)] = [
            ("Content-Type", { $0 == "application/json" }), ("User-Agent", { $0 == "butler-telemetry/2" }),
            ("Telemetry-Key", { isBase64($0, 43) }),
            ("Telemetry-Counter", { UInt64($0).map(String.init) == $0 }),
            ("Telemetry-Signature", { isBase64($0, 86) }),
        ]
        guard request.headers.map(\.name) == rules.map(\.name) else { return violations + ["other headers"] }
        return violations + zip(request.headers, rules).filter { !$1.isRight($0.value) }.map(\.1.name)
    }

    private static func system(_ system: JSONValue?) -> [String] {
        var violations = text(system?["id"], "id", isHexadecimal)
        violations += text(system?["arch"], "arch", PublishedSystems.architectures.contains)
        violations += text(system?["platform"], "platform", PublishedSystems.platforms.contains)
        let published = PublishedSystems.all.first { system?["distro"] == .string($0.name) }
        violations += text(system?["distro"], "distro") { $0 == PublishedSystems.other || published != nil }
        violations += text(system?["codename"], "codename") { $0.isEmpty || published?.codenames.contains($0) == true }
        violations += text(system?["release"], "release") { release in
            guard let published else { return release == PublishedSystems.other }
            return isVersion(release)
                || release == (published.isRolling ? PublishedSystems.rolling : PublishedSystems.other)
        }
        violations += text(system?["swiftVersion"], "swiftVersion") { looksLike("6.#", $0) }
        return violations + (isBoolean(system?["virtual"]) ? [] : ["virtual"])
    }

    private static func members(_ value: JSONValue?, _ place: String, _ names: [String]) -> [String] {
        guard case .object(let members)? = value, members.map(\.name) == names else { return ["members of /\(place)"] }
        return []
    }

    private static func text(_ value: JSONValue?, _ name: String, _ isRight: (String) -> Bool) -> [String] {
        guard case .string(let text)? = value, isRight(text) else { return [name] }
        return []
    }

    private static func isBoolean(_ value: JSONValue?) -> Bool {
        if case .boolean? = value { true } else { false }
    }

    /// Up to three numbers as distributions publish them, perhaps with a service pack and `LTS`.
    private static func isVersion(_ text: String) -> Bool {
        var rest = Substring(text)
        if rest.hasSuffix(" LTS") { rest = rest.dropLast(4) }
        if looksLike("-SP#", String(rest.suffix(4))) { rest = rest.dropLast(4) }
        if rest.hasPrefix("v") || rest.hasPrefix("V") { rest = rest.dropFirst() }
        let numbers = rest.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let forms = ["#", "##", "###", "####", "20######"]
        return numbers.count <= 3 && numbers.allSatisfy { number in forms.contains { looksLike($0, number) } }
    }

    /// - Parameter form: `#` stands for a digit, everything else for itself.
    private static func looksLike(_ form: String, _ text: String) -> Bool {
        form.utf8.count == text.utf8.count
            && zip(form.utf8, text.utf8).allSatisfy { $0 == UInt8(ascii: "#") ? (48...57).contains($1) : $0 == $1 }
    }

    private static func isHexadecimal(_ text: String) -> Bool {
        text.utf8.count == 64
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
                default: false
                }
            }
    }

    private static func isBase64(_ text: String, _ count: Int) -> Bool {
        text.utf8.count == count
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}
