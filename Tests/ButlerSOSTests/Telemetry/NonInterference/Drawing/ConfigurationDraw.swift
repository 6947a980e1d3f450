// SPDX-License-Identifier: MIT

import SeededNumbers

@testable import ButlerSOS
@testable import ConfigurationFile

/// Draws a configuration from the settings that the program says it has: whoever adds a setting gets it drawn, or an
/// error.
struct ConfigurationDraw {
    /// No value can be drawn for a setting. Say in `ConfigurationDraw` how, since it could leak.
    struct UnknownKind: Error, CustomStringConvertible {
        var setting: ConfigurationSetting
        var description: String { "no way to draw \(setting.key): \(setting.kind)" }
    }

    var lots: Lots
    let facts: PublicFacts
    let generation: DrawnConfiguration.Generation
    var files: [String: String] = [:]
    var ports: Set<Int> = []
    /// Names that are used in several places.
    var accounts: [String] = []
    var tags: [String] = []
    /// What the older generation has somewhere else, by path.
    private var moved: [(path: [String], value: DrawnYAML)] = []

    private static let root = SettingTree(MonitorConfiguration.allSettings())

    init(lots: Lots, facts: PublicFacts, generation: DrawnConfiguration.Generation) {
        self.lots = lots
        self.facts = facts
        self.generation = generation
    }

    mutating func document() throws -> DrawnYAML {
        for index in 0..<lots.number("configuration: accounts", 1...4) {
            accounts.append(lots.text("configuration: account \(index)") + " \(index)")
        }
        for index in 0..<lots.number("configuration: tags", 1...4) {
            tags.append(lots.word("configuration: tag \(index)") + "_\(index)")
        }
        var document = try mapping(Self.root.children, at: "", below: "")
        for (path, value) in moved { document.set(value, at: path[...]) }
        return document
    }

    private mutating func mapping(
        _ children: [SettingTree], at place: String, below key: String
    ) throws -> DrawnYAML {
        var members: [DrawnYAML.Member] = []
        for child in children {
            let path = key.isEmpty ? child.name : "\(key).\(child.name)"
            guard generation == .version15 || Self.isInVersion5(path) else { continue }
            members += try self.members(child, at: place.isEmpty ? child.name : "\(place).\(child.name)", key: path)
        }
        return .mapping(members)
    }

    /// - Parameters:
    ///   - place: with the index of each element.
    ///   - key: as the setting is listed, with `[]` for elements.
    private mutating func members(_ tree: SettingTree, at place: String, key: String) throws -> [DrawnYAML.Member] {
        guard let setting = tree.setting else {
            return [.init(key: tree.name, value: try mapping(tree.children, at: place, below: key))]
        }
        switch setting.shape {
        case .section:
            let inside = try mapping(tree.children, at: place, below: key)
            return inside.isEmpty ? [] : [.init(key: tree.name, value: inside)]
        case .sections:
            let count = key.hasSuffix(".newRelic") ? accounts.count : lots.number("\(place): elements", 1...4)
            let elements = try (0..<count).map { index in
                try mapping(
                    tree.children.flatMap(\.children), at: "\(place)[\(index)]", below: "\(key)[]")
            }
            return [.init(key: tree.name, value: .list(elements))]
        case .value: return try value(setting, tree.name, at: place)
        }
    }

    private mutating func value(
        _ setting: ConfigurationSetting, _ name: String, at place: String
    ) throws -> [DrawnYAML.Member] {
        if let feature = PublicFacts.settings[setting.key] { return publicValue(setting, name, feature) }
        if mayBeLeftOut(setting, place) { return [] }
        let value = DrawnYAML.value(try spelled(setting, at: place))
        guard generation == .version5, let older = setting.olderKey else { return [.init(key: name, value: value)] }
        guard older.contains(".") else { return [.init(key: older, value: value)] }
        moved.append(([MonitorConfiguration.rootKey] + older.split(separator: ".").map(String.init), value))
        return []
    }

    /// A switch of a reported feature is the same in both halves, but may be said in either of two ways.
    private mutating func publicValue(
        _ setting: ConfigurationSetting, _ name: String, _ feature: String
    ) -> [DrawnYAML.Member] {
        if setting.key.hasSuffix(".collectorURL") { return [.init(key: name, value: .value(facts.collector))] }
        let spelling = DrawnYAML.value(String(facts.features[feature] ?? true))
        guard let older = setting.olderKey else { return [.init(key: name, value: spelling)] }
        switch generation == .version5 ? lots.random.number(in: 0...2) : 0 {
        case 0: return [.init(key: name, value: spelling)]
        case 1: return [.init(key: older, value: spelling)]
        default: return [.init(key: name, value: .value("false")), .init(key: older, value: spelling)]
        }
    }

    /// Settings with a default are sometimes left out, which counts as having that value.
    private mutating func mayBeLeftOut(_ setting: ConfigurationSetting, _ place: String) -> Bool {
        guard let fallback = setting.fallback, !place.contains("["),
            ![
                ".auth.password", ".serverTagsDefinition", ".mqttConfig.username", ".tls.certFile", ".tls.keyFile",
                ".logdb.caFile",
            ].contains(where: place.hasSuffix),
            lots.random.number(in: 0...11) == 0, lots.othersValue(place) != fallback
        else { return false }
        if setting.kind.hasPrefix("a port ") {
            guard let port = Int(fallback), ports.insert(port).inserted else { return false }
        }
        _ = lots.draw(place) { _ in fallback }
        return true
    }

    /// What files of version 5.6 have, and the switch of every reported feature.
    private static func isInVersion5(_ key: String) -> Bool {
        let parts = key.split(separator: ".")
        guard parts.count > 1 else { return true }
        return sectionsOfVersion5.contains(String(parts[1]))
            && !newerKeys.contains { key.hasPrefix("Butler-SOS.\($0)") }
    }

    private static let sectionsOfVersion5: Set = [
        "logLevel", "fileLogging", "logDirectory", "anonTelemetry", "heartbeat", "dockerHealthCheck", "uptimeMonitor",
        "userEvents", "logdb", "cert", "mqttConfig", "prometheus", "influxdbConfig", "appNames", "userSessions",
        "serversToMonitor",
    ]

    private static let newerKeys = [
        "uptimeMonitor.storeNewRelic", "userEvents.sendToNewRelic", "userEvents.sendToMQTT.postTo.session",
        "userEvents.sendToMQTT.postTo.connection", "userEvents.sendToMQTT.postTo.everythingTopic.enable",
        "userEvents.udpServerConfig.messageQueue", "userEvents.udpServerConfig.rateLimit",
        "userEvents.udpServerConfig.maxMessageSize", "userEvents.udpServerConfig.enableSourceValidation",
        "userEvents.udpServerConfig.allowedSources", "userEvents.udpServerConfig.queueMetrics",
        "influxdbConfig.caFile", "influxdbConfig.version", "influxdbConfig.maxBatchSize", "influxdbConfig.v2Config",
        "influxdbConfig.v3Config", "mqttConfig.username", "mqttConfig.password", "mqttConfig.clientId",
        "mqttConfig.qos", "mqttConfig.retain", "mqttConfig.tls", "mqttConfig.lastWill", "logdb.sslMode", "logdb.caFile",
        "serversToMonitor.rejectUnauthorized", "serversToMonitor.servers[].headers",
    ]
}
