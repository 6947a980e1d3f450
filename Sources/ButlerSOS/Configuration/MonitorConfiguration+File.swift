// SPDX-License-Identifier: MIT

package import ConfigurationFile
import LogOutput
import Monitoring
import SenseSources

extension MonitorConfiguration {
    /// A configuration that cannot be used: all mistakes at once.
    package struct Invalid: Error, CustomStringConvertible {
        package var path: String
        package var problems: [ConfigurationProblem]

        package var description: String {
            let count = problems.count == 1 ? "1 mistake" : "\(problems.count) mistakes"
            return "\(count) in \(path)\n" + problems.map { "  \($0)" }.joined(separator: "\n")
        }
    }

    static let rootKey = "Butler-SOS"

    /// Reads a file of either generation, or throws everything that is wrong with it.
    ///
    /// If verification is skipped, only what nothing can stand in for is thrown; the rest is added to the warnings.
    package static func read(
        _ path: String, environment: [String: String], overrides: ConfigurationOverrides = .init()
    ) throws -> MonitorConfiguration {
        let reading = ConfigurationReading()
        let document = try ConfigurationFile.read(path, reading: reading)
        var configuration = read(
            document, path: path, environment: environment, overrides: overrides, reading: reading)
        guard overrides.skipsVerification else {
            guard reading.problems.isEmpty else { throw Invalid(path: path, problems: reading.problems) }
            return configuration
        }
        let fatal = reading.problems.filter { !$0.hasDefault }
        guard fatal.isEmpty else { throw Invalid(path: path, problems: fatal) }
        configuration.warnings =
            [
                "the form of the configuration is not verified: --skip-config-verification",
                "whether its settings go together is not verified: --skip-config-verification",
            ] + reading.problems.map(\.description) + configuration.warnings
        return configuration
    }

    /// Every setting there is, with its meaning.
    package static func allSettings() -> [ConfigurationSetting] {
        let reading = ConfigurationReading(isDescription: true)
        _ = read(ConfigurationFile.describe(reading), path: "", environment: [:], reading: reading)
        return reading.settings
    }

    package static func read(
        _ document: ConfigurationSection, path: String, environment: [String: String],
        overrides: ConfigurationOverrides = .init(), reading: ConfigurationReading
    ) -> MonitorConfiguration {
        if !document.has(rootKey) { document.reportMissing(rootKey, "all settings below this key") }
        let root = document.section(rootKey)
        document.rejectUnknownKeys()

        var configuration = MonitorConfiguration(root, path: path, environment: environment)
        let misspelt = root.misspellings(of: ["anonTelemetry", "systemInfo", "telemetry"])
        if let key = misspelt.first {
            if reading.carries {
                // What could be a no must not get lost on the way.
                root.report(
                    key, expected: "anonTelemetry, systemInfo or telemetry, if that was meant",
                    found: "a key that only looks like it")
            }
            configuration.telemetry.obstacle =
                "\(Self.rootKey).\(key) is not a known key, and could be meant to say no"
        }
        root.accept("auditEvents")
        if root.isTrue(inside: "auditEvents.enable") { root.warn("auditEvents", "is not supported: it has no effect") }
        root.warnOfUnknownKeys()
        if !configuration.certificates.verifiesServers {
            reading.warn(
                "certificates of the Sense servers are not verified: serversToMonitor.rejectUnauthorized is false, or "
                    + "missing in a file of the older generation")
        }
        configuration.apply(overrides, reading: reading)
        noteEnvironment(environment, root, reading)
        ConfigurationRules(configuration: configuration, root: root).check()
        configuration.notes = reading.notes.filter { note in
            // What was said as a warning need not be said again.
            !reading.problems.contains(note) && !reading.warnings.contains { $0.hasSuffix(note.description) }
        }
        configuration.warnings = reading.warnings
        // Of thousands of servers they are many, and only the page wants them.
        if configuration.configurationPage.page.isEnabled { configuration.settings = reading.settings }
        return configuration
    }

    /// Reads all sections, in the order in which they are documented.
    private init(_ root: ConfigurationSection, path: String, environment: [String: String]) {
        let generation = ConfigurationGeneration(root)
        // Version 5 read what it knew, and never looked at the rest.
        root.reading.toleratesStrangeKeys = generation == .version5
        self.path = path
        log = LogSettings(root)
        let isTelemetryConfigured = TelemetrySection.isConfigured(root)
        let dataFormat = root.choice(
            "dataFormat", default: generation,
            "Which version of the original wrote the data that this one goes on with: types, names and MQTT messages are as "
                + "they were there. Without this, files with keys that only version 5 had mean version5.")
        let systemInfo = root.section("systemInfo", "Facts about the host.")
        // Whatever else stands there, it is not a yes.
        let isAllowed = systemInfo.boolean(
            "enable", default: systemInfo.isDescription || !systemInfo.mentions("enable"),
            "Look at the host: system, processors, memory. Without it telemetry is off.")
        self.systemInfo = isAllowed && !root.isNoSection("systemInfo")
        systemInfo.rejectUnknownKeys()
        crashFile = CrashFileSettings(root.section("crashFile", "What a fatal error leaves behind."))
        configurationPage = ConfigurationPageSettings(
            root.section("configVisualisation", "A web page with the configuration in force."))
        statusPage = StatusPageSettings(
            root.section("statusPage", "A web page with the state of the site and of this program."))
        heartbeat = HeartbeatSettings(root.section("heartbeat", "A regular call that tells that this program lives."))
        dockerHealthCheck = DockerHealthCheckSettings(
            root.section("dockerHealthCheck", "An endpoint for container runtimes."))
        uptimeMonitor = UptimeMonitorSettings(
            root.section("uptimeMonitor", "The program's own uptime and memory."))
        errorTracking = ErrorTrackingSettings(root.section("errorTracking", "Counts of failed calls."))
        newRelicAccounts = NewRelicAccount.read(
            root.section("thirdPartyToolsCredentials", "Credentials of services outside."))
        eventCounts = EventCountSettings(root.section("qlikSenseEvents", "Counts of the events that Sense sends."))
        let mqtt = MQTTSettings(
            root.section("mqttConfig", "The MQTT broker."), dataFormat: dataFormat, configurationPath: path)
        userEvents = UserEventSettings(
            root.section("userEvents", "What users do: sessions and connections."), mqttBaseTopic: mqtt.baseTopic,
            dataFormat: dataFormat)
        logEvents = LogEventSettings(root.section("logEvents", "What the Sense services log, and slow charts."))
        self.mqtt = mqtt
        newRelic = NewRelicSettings(
            root.section("newRelic", "Where and what New Relic is told."),
            isUsedAnyway: uptimeMonitor.isEnabled && uptimeMonitor.newRelic.isEnabled, configurationPath: path)
        prometheus = PrometheusSection.read(root.section("prometheus", "Metrics for Prometheus."))
        influxDBSettings = InfluxDBSettings(
            root.section("influxdbConfig", "The InfluxDB that figures and events are stored in."),
            dataFormat: dataFormat, configurationPath: path)
        appNames = AppNameSettings(root.section("appNames", "The names of apps, which elsewhere are IDs."))
        let sessions = UserSessionSettings(root.section("userSessions", "Who is logged in."))
        userSessions = sessions
        let servers = ServersSettings(
            root.section("serversToMonitor", "The Sense servers."), generation: generation,
            asksForSessions: sessions.isEnabled)
        serverSettings = servers
        certificates = CertificateSection.read(
            root.section("cert", "The certificate files with which the Sense services are called."),
            configurationPath: path, verifiesServers: servers.verifiesServers)
        let logDatabase = LogDatabaseSettings(
            root.section("logdb", "The log database of older Sense sites."), configurationPath: path)
        self.logDatabase = logDatabase
        spool = SpoolSettings(root.section("spool", "What could not be delivered waits on disk."))
        telemetry = TelemetrySection.read(
            root.section("telemetry", "How the anonymous telemetry is sent."), isConfigured: isTelemetryConfigured,
            repositoryHosts: [appNames.authority, logDatabase.host, servers.servers.first?.host ?? ""],
            environment: environment, configurationPath: path)
        features = FeatureSwitches(root)
        notes = []
        warnings = []
        settings = []
    }

    /// The command line has the last word.
    private mutating func apply(_ overrides: ConfigurationOverrides, reading: ConfigurationReading) {
        if let level = overrides.logLevel {
            log.level = level
            reading.override("\(Self.rootKey).logLevel", value: level.rawValue, origin: .commandLine("--loglevel"))
        }
        guard !overrides.newRelicAccounts.isEmpty else { return }
        newRelicAccounts = overrides.newRelicAccounts
        let list = "\(Self.rootKey).thirdPartyToolsCredentials.newRelic"
        reading.replaceElements(of: list, origin: .commandLine("--new-relic-account-name"))
        for (index, account) in newRelicAccounts.enumerated() {
            for (key, value, option, isSecret) in [
                ("accountName", account.name, "--new-relic-account-name", false),
                ("accountId", account.id, "--new-relic-account-id", false),
                ("insertApiKey", account.key, "--new-relic-api-key", true),
            ] {
                reading.record(
                    ConfigurationSetting(
                        key: "\(list)[\(index)].\(key)", kind: "a text", meaning: "Given on the command line.",
                        fallback: nil, value: isSecret ? ConfigurationSetting.mask : YAMLScalar.spelled(value),
                        origin: .commandLine(option), isSecret: isSecret, example: ""))
            }
        }
    }

    /// Two settings of telemetry can come from the environment.
    private static func noteEnvironment(
        _ environment: [String: String], _ root: ConfigurationSection, _ reading: ConfigurationReading
    ) {
        if let zone = environment["TZ"], !TimeZoneName.isKnown(zone) {
            reading.warn(
                "TZ=\(zone) in the environment is no time zone that this host knows, so local times are those of UTC: log "
                    + "files and crash files are named by them; install tzdata, or correct the name")
        }
        let telemetry = "\(rootKey).telemetry"
        if let url = environment[TelemetrySection.urlVariable], !url.isEmpty,
            !root.has(inside: "telemetry.collectorURL")
        {
            reading.override(
                "\(telemetry).collectorURL",
                value: URLSecrets.masked(spelled: YAMLScalar.spelled(url), isAddress: true),
                origin: .environment(TelemetrySection.urlVariable))
        }
        if let secret = environment[TelemetrySection.secretVariable], !secret.isEmpty {
            reading.override(
                "\(telemetry).secretFile", value: ConfigurationSetting.mask,
                origin: .environment(TelemetrySection.secretVariable))
        }
    }
}
