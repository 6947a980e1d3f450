// SPDX-License-Identifier: MIT

package import ConfigurationFile

/// Decides what of a setting may be seen.
///
/// Promises: what looks like a secret by its key, every value of a header that is sent, and what a URL says about users and
/// queries is never shown. Addresses, topics and names that lead somewhere are shown in part, or whole if that is wanted.
package struct MaskRules: Sendable {
    package static let mask = ConfigurationSetting.mask

    /// How many of the first characters are shown.
    package static let shownCharacters: [String: Int] = [
        "configVisualisation.host": 3,
        "statusPage.host": 3,
        "thirdPartyToolsCredentials.newRelic[].accountId": 3,
        "userEvents.udpServerConfig.serverHost": 3,
        "logEvents.udpServerConfig.serverHost": 3,
        "mqttConfig.brokerHost": 3,
        "prometheus.host": 3,
        "prometheus.nodeMetricsHost": 3,
        "influxdbConfig.host": 3,
        "influxdbConfig.hostIP": 3,
        "influxdbConfig.v2Config.org": 3,
        "influxdbConfig.v2Config.bucket": 3,
        "influxdbConfig.v1Config.auth.username": 3,
        "appNames.hostIP": 3,
        "logdb.host": 3,
        "logdb.qlogsReaderUser": 3,
        "serversToMonitor.servers[].host": 3,
        "serversToMonitor.servers[].userSessions.host": 3,
        "serversToMonitor.servers[].userSessions.virtualProxies[].virtualProxy": 3,
        "logEvents.enginePerformanceMonitor.monitorFilter.appSpecific.app[].include[].appId": 5,
        "logEvents.enginePerformanceMonitor.monitorFilter.appSpecific.app[].include[].appName": 5,
        "heartbeat.remoteURL": 10,
        "userEvents.sendToMQTT.topic": 10,
        "userEvents.sendToMQTT.postTo.everythingTopic.topic": 10,
        "userEvents.sendToMQTT.postTo.sessionStartTopic.topic": 10,
        "userEvents.sendToMQTT.postTo.sessionStopTopic.topic": 10,
        "userEvents.sendToMQTT.postTo.connectionOpenTopic.topic": 10,
        "userEvents.sendToMQTT.postTo.connectionCloseTopic.topic": 10,
        "logEvents.sendToMQTT.baseTopic": 10,
        "cert.clientCert": 10,
        "cert.clientCertKey": 10,
        "cert.clientCertCA": 10,
    ]

    /// The values of headers: nothing in their names says that they are secret, and often they are.
    private static let headerValues = ["newRelic.event.header[].value", "newRelic.metric.header[].value"]
    private static let headers = "serversToMonitor.servers[].headers."

    private let hidesAddresses: Bool

    /// - Parameter hidesAddresses: addresses, topics and names that lead somewhere are shown in part only.
    package init(hidesAddresses: Bool) { self.hidesAddresses = hidesAddresses }

    /// What may be seen of a value.
    ///
    /// - Parameters:
    ///   - path: its keys below the root; elements of lists are `[0]`, `[1]` and so on.
    ///   - isSecret: whoever read it says so.
    package func masked(_ value: SettingValue, at path: String, isSecret: Bool = false) -> SettingValue {
        let path = Self.withoutIndices(path)
        return masked(value, path, isSecret || Self.names(in: path).contains { SecretName.matches(String($0)) })
    }

    private func masked(_ value: SettingValue, _ path: String, _ isKnownSecret: Bool) -> SettingValue {
        // What is below a secret is secret.
        let isSecret = isKnownSecret || path.hasPrefix(Self.headers) || Self.headerValues.contains(path)
        switch value {
        case .nothing: return .nothing
        case .list(let elements): return .list(elements.map { masked($0, "\(path)[]", isSecret) })
        case .pairs(let pairs):
            return .pairs(
                pairs.map {
                    .init($0.name, masked($0.value, "\(path).\($0.name)", isSecret || SecretName.matches($0.name)))
                })
        case .boolean, .number, .text:
            if isSecret { return .text(Self.mask) }
            let isAddress = Self.names(in: path).last.map { SecretName.isAddress(String($0)) } ?? false
            guard hidesAddresses, let count = Self.shownCharacters[path] else {
                guard case .text(let text) = value else { return value }
                return .text(URLSecrets.masked(text, isAddress: isAddress))
            }
            // What a URL hides would be in the first characters.
            let text = URLSecrets.masked(Self.text(value), isAddress: isAddress)
            return .text(text == Self.mask ? text : String(text.prefix(count)) + Self.mask)
        }
    }

    private static func text(_ value: SettingValue) -> String {
        switch value {
        case .boolean(let truth): String(truth)
        case .number(let text), .text(let text): text
        case .nothing, .list, .pairs: ""
        }
    }

    /// The keys of a path. The name of a list's element is none.
    private static func names(in path: String) -> [Substring] {
        path.split(separator: ".").map { $0.prefix { $0 != "[" } }
    }

    /// `a[0].b` is `a[].b`.
    private static func withoutIndices(_ path: String) -> String {
        guard path.contains("[") else { return path }
        var result = ""
        var isInside = false
        for character in path {
            if character == "]" { isInside = false }
            if !isInside { result.append(character) }
            if character == "[" { isInside = true }
        }
        return result
    }
}
