// SPDX-License-Identifier: MIT

import MQTT
import Monitoring

/// Makes the messages of what is polled: one for each health figure, and one for the sessions of a virtual proxy.
struct FigureMessages: Sendable {
    let baseTopic: String
    let isRetained: Bool
    /// Version 5 of the original sends the hit ratio before the last figure.
    let isVersion5: Bool

    /// What the engine left out is left out.
    func messages(of health: EngineHealth, _ server: MonitoredServer) -> [MQTTMessage] {
        let host = server.tags.first { $0.name == "host" }?.value ?? ""
        let prefix = "\(baseTopic)\(MQTTTopic.part(host))/"
        let ratio = ("cache/hit_ratio", health.cache.flatMap(Self.hitRatio).flatMap(Self.text))
        let saturated = ("saturated", health.saturated.map { $0 ? "true" : "false" })
        let figures = Self.figures(health) + (isVersion5 ? [ratio, saturated] : [saturated, ratio])
        return figures.compactMap { name, value in
            value.map { MQTTMessage(prefix + name, $0, isRetained: isRetained) }
        }
    }

    /// `nil` if the proxy service's answer is not known.
    func message(of sessions: ProxySessions) -> MQTTMessage? {
        guard let payload = IndentedJSON.text(sessions.answer) else { return nil }
        let host = MQTTTopic.part(MonitoredServer.hostName(sessions.host))
        let topic = "\(baseTopic)\(host)/usersession\(MQTTTopic.part(sessions.virtualProxy))"
        return MQTTMessage(Array(topic.utf8), payload, isRetained: isRetained)
    }

    /// A row of the log database that older sites have, below the host, the process and the level that logged it.
    func message(of row: LogDatabaseEntry) -> MQTTMessage {
        let topic = [row.processHost, row.processName, row.level.rawValue].map(MQTTTopic.part).joined(separator: "/")
        return MQTTMessage(baseTopic + topic, row.message)
    }

    private static func figures(_ health: EngineHealth) -> [(name: String, text: String?)] {
        func number(_ name: String, _ value: Double?) -> (String, String?) { (name, value.flatMap(text)) }
        func list(_ name: String, _ ids: [String]?) -> (String, String?) { (name, ids?.joined(separator: ",")) }
        let (memory, apps, cache) = (health.memory, health.apps, health.cache)
        return [
            ("version", health.version), ("started", health.started),
            // Misspelt ever since, and subscribed to by that name.
            number("mem/comitted", memory?.committed), number("mem/allocated", memory?.allocated),
            number("mem/free", memory?.free), number("cpu/total", health.cpuTotal),
            number("session/active", health.sessions?.active), number("session/total", health.sessions?.total),
            list("apps/active_docs", apps?.active), list("apps/loaded_docs", apps?.loaded),
            list("apps/in_memory_docs", apps?.inMemory), number("apps/calls", apps?.calls),
            number("apps/selections", apps?.selections), number("users/active", health.users?.active),
            number("users/total", health.users?.total), number("cache/hits", cache?.hits),
            number("cache/lookups", cache?.lookups), number("cache/added", cache?.added),
            number("cache/replaced", cache?.replaced), number("cache/bytes_added", cache?.bytesAdded),
        ]
    }

    private static func hitRatio(_ cache: EngineHealth.Cache) -> Double? {
        guard let hits = cache.hits, let lookups = cache.lookups, lookups > 0 else { return nil }
        return (hits / lookups * 100).rounded(.down)
    }

    /// A number as JSON may spell it, never with an exponent.
    static func text(_ number: Double) -> String? {
        guard number.isFinite else { return nil }
        if let whole = Int64(exactly: number) { return String(whole) }
        let parts = abs(number).description.split(separator: "e")
        let sign = number < 0 ? "-" : ""
        guard parts.count == 2, let exponent = Int(parts[1]) else { return sign + parts[0] }
        let point = parts[0].split(separator: ".")
        let fraction = point.count > 1 && point[1] != "0" ? String(point[1]) : ""
        let digits = point[0] + fraction
        // Where the point belongs, from the start of the digits.
        let place = point[0].count + exponent
        if place <= 0 { return sign + "0." + String(repeating: "0", count: -place) + digits }
        if place >= digits.count { return sign + digits + String(repeating: "0", count: place - digits.count) }
        return sign + digits.prefix(place) + "." + digits.dropFirst(place)
    }
}
