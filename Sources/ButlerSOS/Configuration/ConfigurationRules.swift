// SPDX-License-Identifier: MIT

import ConfigurationFile
import Destinations
import HTTPListener

/// What no section can know by itself: whether the settings go together.
struct ConfigurationRules {
    var configuration: MonitorConfiguration
    var root: ConfigurationSection

    func check() {
        checkPorts()
        checkNewRelic()
        checkLogDatabase()
        checkEvents()
    }

    private func checkLogDatabase() {
        guard configuration.logDatabase.isEnabled, configuration.influxDB != nil,
            configuration.serverSettings.logDatabaseHosts.isEmpty
        else { return }
        section("serversToMonitor").warn(
            "servers", "has no logDbHost, so no row of the log database is stored in InfluxDB")
    }

    /// An address that the program listens on, and the key that says so.
    private struct Listener {
        var section: String
        var key: String
        var host: String
        var port: Int

        private static let here: Set = ["localhost", "127.0.0.1", "::1", "[::1]"]

        /// One of them cannot be opened while the other is.
        func collides(with other: Listener) -> Bool {
            let everywhere: Set = ["0.0.0.0", "::", "[::]"]
            // A name may stand for either address, or for both.
            let names = [host, other.host].map { $0.lowercased() }
            let isHere = names.contains("localhost") && names.allSatisfy(Self.here.contains)
            return port == other.port
                && (names[0] == names[1] || isHere || everywhere.contains(host) || everywhere.contains(other.host))
        }
    }

    private func checkPorts() {
        var streams: [Listener] = []
        if let prometheus = configuration.prometheus {
            for (key, address) in [("port", prometheus.address), ("nodeMetricsPort", prometheus.processAddress)] {
                streams.append(Listener(section: "prometheus", key: key, host: address.host, port: address.port))
            }
        }
        if configuration.dockerHealthCheck.isEnabled {
            streams.append(
                Listener(
                    section: "dockerHealthCheck", key: "port", host: "localhost",
                    port: configuration.dockerHealthCheck.port))
        }
        for (section, page) in [
            ("configVisualisation", configuration.configurationPage.page),
            ("statusPage", configuration.statusPage.page),
        ] where page.isEnabled {
            streams.append(Listener(section: section, key: "port", host: page.host, port: page.port))
        }
        var datagrams: [Listener] = []
        let (users, logs) = (configuration.userEvents.listener, configuration.logEvents.listener)
        if configuration.userEvents.isEnabled {
            datagrams.append(
                Listener(
                    section: "userEvents.udpServerConfig", key: "portUserActivityEvents", host: users.host,
                    port: users.port))
        }
        if configuration.logEvents.sources.isAnyOn {
            datagrams.append(
                Listener(
                    section: "logEvents.udpServerConfig", key: "portLogEvents", host: logs.host, port: logs.port))
        }
        reportCollisions(streams)
        reportCollisions(datagrams)
    }

    private func reportCollisions(_ listeners: [Listener]) {
        for (index, listener) in listeners.enumerated() {
            guard let other = listeners[..<index].first(where: listener.collides) else { continue }
            section(listener.section).report(
                listener.key, expected: "a port that \(other.section).\(other.key) does not have",
                found: "\(listener.port) for both")
        }
    }

    private func checkNewRelic() {
        guard configuration.newRelic.isEnabled || configuration.uptimeMonitor.newRelic.isEnabled else { return }
        let (users, logs) = (configuration.userEvents.newRelic, configuration.logEvents.newRelic)
        let uptime = configuration.uptimeMonitor
        if uptime.isEnabled, uptime.newRelic.isEnabled {
            checkAccounts(uptime.newRelic.accounts, "uptimeMonitor.storeNewRelic")
        }
        guard configuration.newRelic.isEnabled else { return }
        if configuration.userEvents.isEnabled, users.isEnabled {
            checkAccounts(users.accounts, "userEvents.sendToNewRelic")
        }
        if configuration.logEvents.sources.isAnyOn, logs.isEnabled {
            checkAccounts(logs.accounts, "logEvents.sendToNewRelic")
        }
        if configuration.newRelic.metricAccounts.isEmpty, !users.accounts.isEmpty {
            checkAccounts(users.accounts, "userEvents.sendToNewRelic")
        } else {
            checkAccounts(configuration.newRelic.metricAccounts, "newRelic.metric")
        }
    }

    private func checkAccounts(_ accounts: [String], _ path: String) {
        let section = section(path)
        if accounts.isEmpty { section.warn("destinationAccount", "is empty, so nothing is sent") }
        let known = configuration.newRelicAccounts.map(\.name)
        for account in accounts where !known.contains(account) {
            let names =
                known.isEmpty
                ? "a name of thirdPartyToolsCredentials.newRelic, which has none"
                : "names of thirdPartyToolsCredentials.newRelic: \(known.joined(separator: ", "))"
            section.report("destinationAccount", expected: names, found: "\"\(account)\"")
        }
    }

    func section(_ path: String) -> ConfigurationSection {
        path.split(separator: ".").reduce(root) { $0.section(String($1)) }
    }
}
