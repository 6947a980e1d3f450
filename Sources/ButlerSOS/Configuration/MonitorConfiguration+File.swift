// SPDX-License-Identifier: MIT

package import ConfigurationFile
import ConsoleLogging
import Destinations
import HTTPListener
import Monitoring
import SenseSources

extension MonitorConfiguration {
    /// A configuration that cannot be used: all mistakes at once.
    package struct Invalid: Error, CustomStringConvertible {
        package var path: String
        package var problems: [ConfigurationProblems.Problem]

        package var description: String {
            let count = problems.count == 1 ? "1 mistake" : "\(problems.count) mistakes"
            return "\(count) in \(path)\n" + problems.map { "  \($0)" }.joined(separator: "\n")
        }
    }

    /// The sections of the original's file that are accepted below the root without being read here yet.
    private static let otherSections: Set<String> = [
        "logDirectory", "thirdPartyToolsCredentials", "auditEvents", "qlikSenseEvents", "logEvents", "newRelic",
        "errorTracking", "crashFile",
        "configVisualisation",
    ]

    /// Reads a file of either generation, or throws everything that is wrong with it.
    package static func read(_ path: String, environment: [String: String]) throws -> MonitorConfiguration {
        let problems = ConfigurationProblems()
        let document = try ConfigurationFile.read(path, problems: problems)
        let configuration = read(document, path: path, environment: environment, problems: problems)
        guard problems.isEmpty else { throw Invalid(path: path, problems: problems.all) }
        return configuration
    }

    package static func read(
        _ document: ConfigurationSection, path: String, environment: [String: String], problems: ConfigurationProblems
    ) -> MonitorConfiguration {
        if !document.has("Butler-SOS") { document.reportMissing("Butler-SOS", "all settings below this key") }
        let root = document.section("Butler-SOS")
        document.rejectUnknownKeys()

        var features = FeatureSwitches(root)
        let generation = ConfigurationGeneration(root)
        let servers = ServersSection(root.section("serversToMonitor"))
        let influxDB =
            features.enabled.contains("influxdb") ? InfluxDBSection.read(root.section("influxdbConfig")) : nil
        if features.enabled.contains("influxdb"), influxDB == nil { features.unavailable.insert("influxdb") }
        let prometheus =
            features.enabled.contains("prometheus") ? prometheusConfiguration(root.section("prometheus")) : nil
        let certificates = CertificateSection.read(
            root.section("cert"), configurationPath: path,
            verifiesServers: servers.rejectUnauthorized ?? (generation == .version15))
        let telemetry = TelemetrySection.read(root, servers: servers.servers, environment: environment)
        let systemInfo = root.section("systemInfo").boolean("enable", default: true)
        let logLevel = root.choice("logLevel", default: LogLevel.info)
        let notBuiltYet = NotBuiltYet.names(in: root, features: features)
        root.warnOfUnknownKeys(except: otherSections)
        if !certificates.verifiesServers {
            problems.warn(
                "certificates of the Sense servers are not verified: serversToMonitor.rejectUnauthorized is false, or "
                    + "missing in a file of the older generation")
        }
        return MonitorConfiguration(
            path: path, logLevel: logLevel, systemInfo: systemInfo, certificates: certificates,
            servers: servers.servers,
            pollingInterval: servers.pollingInterval, influxDB: influxDB, prometheus: prometheus, telemetry: telemetry,
            features: features, notBuiltYet: notBuiltYet, warnings: problems.warnings)
    }

    private static func prometheusConfiguration(_ section: ConfigurationSection) -> PrometheusConfiguration {
        _ = section.boolean("enable")
        let configuration = PrometheusConfiguration(
            address: ListenAddress(
                host: section.text("host", default: "0.0.0.0"), port: section.port("port", default: 9842),
                setting: "\(section.path).port"),
            processAddress: ListenAddress(
                host: section.text("nodeMetricsHost", default: "0.0.0.0"),
                port: section.port("nodeMetricsPort", default: 9001),
                setting: "\(section.path).nodeMetricsPort"))
        section.rejectUnknownKeys()
        return configuration
    }
}
