// SPDX-License-Identifier: MIT

import ConfigurationFile
package import Destinations
package import Monitoring

/// InfluxDB's settings, in the keys of both generations.
package struct InfluxDBSettings: Sendable {
    package var isEnabled: Bool
    package var host: String
    package var port: Int
    package var usesTLS: Bool
    package var authorityFile: String?
    /// 1, 2 or 3: which of the next three counts.
    package var version: Int
    package var version1: InfluxDBConfiguration.Version1
    package var version2: InfluxDBConfiguration.Version2
    package var version3: InfluxDBConfiguration.Version3
    /// For a question to version 3.
    package var queryTimeout: Duration
    package var maximumBatchCount: Int
    package var lists: AppListFields

    init(_ section: ConfigurationSection, dataFormat: ConfigurationGeneration, configurationPath: String) {
        isEnabled = section.enableSwitch("Write to InfluxDB.", older: "enableInfluxdb")
        let address = InfluxDBHost(
            section.requiredText(
                "host", "The host; https://HOST calls it over TLS.", format: InfluxDBHost.format, older: "hostIP",
                example: "influxdb.example.com"))
        (host, usesTLS) = (address.name, address.usesTLS)
        let port = section.port("port", default: 8086, "The port.", older: "hostPort")
        self.port = section.has("port") || section.has("hostPort") ? port : address.port ?? port
        authorityFile = section.text(
            "caFile",
            "A PEM file with the certificates that sign those of an https InfluxDB; without it the system's count.",
            example: "certs/influxdb-ca.pem"
        ).flatMap { $0.isEmpty ? nil : ConfiguredFile.find($0, "caFile", in: section, beside: configurationPath) }
        version = section.integer(
            "version", in: 1...3, what: "an InfluxDB version", default: 1,
            "The major version of InfluxDB. The settings that belong to it count.")
        maximumBatchCount = section.integer(
            "maxBatchSize", in: 1...10_000, what: "a number of points", default: 1000, "The most points in one write.")

        version1 = .read(section, isInUse: version == 1, dataFormat: dataFormat)
        version2 = .read(Self.details(section, 2, isInUse: version == 2))
        (version3, queryTimeout) = InfluxDBConfiguration.Version3.read(
            Self.details(section, 3, isInUse: version == 3))

        let include = section.section("includeFields", "Which lists of apps are stored beside their counts.")
        lists = AppListFields(
            active: include.boolean("activeDocs", default: false, "Store the list of active apps."),
            loaded: include.boolean("loadedDocs", default: false, "Store the list of loaded apps."),
            inMemory: include.boolean("inMemoryDocs", default: false, "Store the list of apps in memory."))
        include.rejectUnknownKeys()
        section.rejectUnknownKeys()
    }

    /// What the destination needs; `nil` if InfluxDB is switched off.
    func configuration(
        excludedUsers: [UserName], errorMeasurement: String?, userEventTags: [Monitoring.Tag]?,
        logEventTags: [Monitoring.Tag]?, usageInstance: String?, tagsInRawEvent: Bool
    ) -> InfluxDBConfiguration? {
        guard isEnabled else { return nil }
        let endpoint: InfluxDBConfiguration.Endpoint =
            switch version {
            case 2: .version2(version2)
            case 3: .version3(version3)
            default: .version1(version1)
            }
        return InfluxDBConfiguration(
            host: host, port: port, usesTLS: usesTLS, authorityFile: authorityFile, endpoint: endpoint, lists: lists,
            maximumBatchCount: maximumBatchCount, excludedUsers: excludedUsers, errorMeasurement: errorMeasurement,
            userEventTags: userEventTags, logEventTags: logEventTags, usageInstance: usageInstance,
            tagsInRawEvent: tagsInRawEvent)
    }

    /// The settings of one version. Only those in use have to be there and right.
    static func details(_ section: ConfigurationSection, _ version: Int, isInUse: Bool) -> ConfigurationSection {
        let key = "v\(version)Config"
        let details = section.section(key, "What only InfluxDB \(version) needs.")
        if isInUse, !section.mentions(key) { section.reportMissing(key, "the settings of InfluxDB \(version)") }
        details.isEnforced = section.isEnforced && isInUse && details.exists
        return details
    }
}
