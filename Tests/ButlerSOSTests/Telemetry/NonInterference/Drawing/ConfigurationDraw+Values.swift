// SPDX-License-Identifier: MIT

import SeededNumbers

@testable import ButlerSOS
@testable import ConfigurationFile

extension ConfigurationDraw {
    /// A value of a setting, spelled as YAML.
    mutating func spelled(_ setting: ConfigurationSetting, at place: String) throws -> String {
        if let text = special(setting, at: place) { return text }
        let kind = setting.kind
        switch kind {
        case _ where kind.hasPrefix("true or false"): return String(lots.flag(place))
        case TextFormat.any.name: return text(place) { $0.text() }
        case "a list of texts": return list(place) { $0.text() }
        case "names and values": return pairs(place, names: names(place))
        case TextFormat.host.name: return text(place) { $0.host() }
        case "a list, each \(TextFormat.host.name)": return list(place) { $0.host() }
        case TextFormat.authority.name: return text(place) { $0.authority() }
        case TextFormat.url.name:
            return text(place) { "https://\($0.authority())/\($0.word())?key=\($0.hexadecimal(16))" }
        case _ where kind.hasPrefix("a host, or http://HOST"):
            return text(place) { $0.one(of: ["", "http://", "https://"]) + $0.host() }
        case TextFormat.topic.name: return text(place) { "\($0.word())/\($0.word())" }
        case TextFormat.topicStart.name: return text(place) { "\($0.word())/" }
        case TextFormat.clientID.name: return text(place) { "\($0.word())-\($0.hexadecimal(8))" }
        case "a name that does not start with #": return text(place) { $0.word() }
        case _ where kind.hasPrefix("a schedule"): return text(place) { $0.schedule() }
        case _ where kind.hasPrefix("a span"): return text(place) { "\($0.number(in: 1...500)) minutes" }
        case _ where kind.hasPrefix("an InfluxQL duration"): return text(place) { "\($0.number(in: 1...500))d" }
        case _ where kind.hasPrefix("one of: "): return lots.choice(place, of: Self.words(of: kind))
        case _ where kind.hasPrefix("a list of words, each one of: "):
            let words = Self.words(of: kind)
            return lots.draw(place) { "[\($0.one(of: words)), \($0.one(of: words))]" }
        default:
            guard let range = Self.range(of: kind) else { throw UnknownKind(setting: setting) }
            guard kind.hasPrefix("a port ") else { return String(lots.number(place, range)) }
            return port(place)
        }
    }

    /// The settings that have to fit others, or name a file.
    private mutating func special(_ setting: ConfigurationSetting, at place: String) -> String? {
        let name = setting.key.split(separator: ".").last ?? ""
        switch name {
        case "clientCert", "clientCertKey", "clientCertCA", "caFile", "certFile", "keyFile":
            return file(place) { $0.certificate() }
        case "secretFile": return file(place, isAbsolute: true) { $0.hexadecimal(64) + "\n" }
        case "clientCertPassphrase": return text(place) { "\($0.word()) \($0.hexadecimal(8))!" }
        case "proxyURL":
            return text(place) {
                "http://\($0.word()):\($0.hexadecimal(12))@\($0.host()):\($0.number(in: 1024...65_535))"
            }
        case "token" where !setting.key.contains("influxdbConfig"): return text(place) { $0.hexadecimal(32) }
        case "insertApiKey": return text(place) { $0.hexadecimal(40) }
        case "url" where setting.key.hasSuffix("newRelic.event.url"):
            return text(place) { "https://\($0.authority())/\($0.word())" }
        case "name" where setting.key.hasSuffix("header[].name"): return text(place) { "X-\($0.word())" }
        case "value" where setting.key.hasSuffix("header[].value"):
            return text(place) { "\($0.word()) \($0.hexadecimal(8))!" }
        case "retentionDuration": return text(place) { "\($0.number(in: 1...500))h" }
        case "virtualProxy": return text(place) { "/\($0.word())" }
        case "destinationAccount":
            let accounts = accounts
            return lots.draw(place) { random in
                YAMLScalar.list(accounts.filter { _ in random.number(in: 0...1) == 1 }.shuffled(using: &random))
            }
        case "accountName":
            let index = place.drop { $0 != "[" }.dropFirst().prefix { $0 != "]" }
            return text(place) { [accounts] _ in Int(index).map { accounts[$0] } ?? "" }
        case "serverTagsDefinition": return lots.draw(place) { [tags] _ in YAMLScalar.list(tags) }
        case "serverTags": return pairs(place, names: tags)
        default: return nil
        }
    }

    private mutating func text(_ place: String, _ make: (inout SplitMix64) -> String) -> String {
        lots.draw(place) { YAMLScalar.spelled(make(&$0)) }
    }

    private mutating func list(_ place: String, _ make: (inout SplitMix64) -> String) -> String {
        let count = lots.number("\(place): elements", 1...4)
        return lots.draw(place) { random in YAMLScalar.list((0..<count).map { _ in make(&random) }) }
    }

    private mutating func names(_ place: String) -> [String] {
        (0..<lots.number("\(place): elements", 1...4)).map { "X-\(lots.word("\(place): name \($0)"))-\($0)" }
    }

    private mutating func pairs(_ place: String, names: [String]) -> String {
        lots.draw(place) { random in
            let pairs = names.map { "\(YAMLScalar.spelled($0)): \(YAMLScalar.spelled(random.text()))" }
            return "{\(pairs.joined(separator: ", "))}"
        }
    }

    /// A port that no other setting has.
    private mutating func port(_ place: String) -> String {
        let port = lots.draw(place) { [ports] random in
            var port = random.number(in: 1024...65_535)
            while ports.contains(port) { port = port % 65_535 + 1 }
            return String(port)
        }
        if let number = Int(port) { ports.insert(number) }
        return port
    }

    /// The name of a file with drawn content.
    private mutating func file(
        _ place: String, isAbsolute: Bool = false, _ content: (inout SplitMix64) -> String
    ) -> String {
        let name = lots.word("\(place): name") + ".pem"
        files[name] = lots.draw("\(place): content", content)
        return text(place) { _ in isAbsolute ? "\(DrawnConfiguration.folder)/\(name)" : name }
    }

    /// The words in "one of: error, warn, info".
    private static func words(of kind: String) -> [String] {
        kind.drop { $0 != ":" }.dropFirst(2).split(separator: ", ").map(String.init)
    }

    /// The numbers in "milliseconds from 1000 to 86400000".
    private static func range(of kind: String) -> ClosedRange<Int>? {
        let words = kind.split(separator: " ")
        guard words.count > 4, let first = Int(words[words.count - 3]), let last = Int(words[words.count - 1]),
            words[words.count - 4] == "from", first < last
        else { return nil }
        return first...last
    }
}

extension SplitMix64 {
    fileprivate mutating func schedule() -> String {
        switch number(in: 0...3) {
        case 0: "every \(number(in: 2...59)) minutes"
        case 1: "every \(number(in: 2...23)) hours"
        case 2: "at \(number(in: 10...23)):\(number(in: 10...59)) every weekday"
        default: "on the last day of the month at \(number(in: 10...23)):\(number(in: 10...59))"
        }
    }
}
