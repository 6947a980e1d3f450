// SPDX-License-Identifier: MIT

import ConfigurationFile
import Destinations

extension InfluxDBConfiguration.Version1 {
    /// The older generation has these keys one level higher.
    static func read(
        _ section: ConfigurationSection, isInUse: Bool, dataFormat: ConfigurationGeneration
    ) -> InfluxDBConfiguration.Version1 {
        let olderKeys = ["hostIP", "hostPort", "dbName", "auth", "retentionPolicy"].filter { section.has($0) }
        guard !olderKeys.isEmpty, !section.has("v1Config"), isInUse else {
            for key in olderKeys where !["hostIP", "hostPort"].contains(key) {
                section.warn(key, "has no effect: the settings of InfluxDB are elsewhere")
            }
            let details = InfluxDBSettings.details(section, 1, isInUse: isInUse)
            details.olderSection = "influxdbConfig"
            let version = read(details, dataFormat: dataFormat)
            details.rejectUnknownKeys()
            return version
        }
        section.accept("v1Config")
        section.carry("version", "1")
        section.modernPath += ".v1Config"
        defer { section.modernPath = section.path }
        return read(section, dataFormat: dataFormat)
    }

    private static func read(
        _ section: ConfigurationSection, dataFormat: ConfigurationGeneration
    ) -> InfluxDBConfiguration.Version1 {
        let auth = section.section("auth", "Who writes.")
        let isAuthenticated = auth.enableSwitch("Log in with user name and password.")
        let credentials = InfluxDBConfiguration.Credentials(
            username: auth.requiredText("username", "The user name.", takesNumbers: true, example: "butler-sos"),
            password: auth.text(
                "password", default: "", "The password.", isSecret: true, takesNumbers: true, example: "my-password"))
        if isAuthenticated, !auth.has("password") { auth.reportMissing("password", "a text") }
        auth.rejectUnknownKeys()
        let database = section.requiredText(
            "dbName", "The database, which is made if it is missing.", takesNumbers: true, example: "senseops")
        let policy = section.section("retentionPolicy", "The retention policy that a new database gets.")
        let name = policy.text("name", default: "10d", "Its name.", takesNumbers: true)
        let duration = policy.text(
            "duration", default: "10d", "How long it keeps points.", format: RetentionSpan.format)
        policy.rejectUnknownKeys()
        return .init(
            database: database, credentials: isAuthenticated ? credentials : nil,
            retentionPolicy: .init(name: name, duration: duration), isFilledByVersion5: dataFormat == .version5)
    }
}

extension InfluxDBConfiguration.Version2 {
    static func read(_ section: ConfigurationSection) -> InfluxDBConfiguration.Version2 {
        let version = InfluxDBConfiguration.Version2(
            organisation: section.requiredText("org", "The organisation.", takesNumbers: true, example: "myorg"),
            bucket: section.requiredText(
                "bucket", "The bucket, which is made if it is missing.", takesNumbers: true, example: "mybucket"),
            description: section.text(
                "description", default: "Butler SOS metrics", "The description of a new bucket.", format: .verbatim),
            token: section.requiredText(
                "token", "A token that may write.", isSecret: true, takesNumbers: true, example: "mytoken"),
            retention: RetentionSpan.read(section, "How long a new bucket keeps points: 10d, 36h, INF."))
        section.rejectUnknownKeys()
        return version
    }
}

extension InfluxDBConfiguration.Version3 {
    static func read(_ section: ConfigurationSection) -> (Self, queryTimeout: Duration) {
        let database = section.requiredText("database", "The database.", takesNumbers: true, example: "mydatabase")
        _ = section.text(
            "description", default: "Butler SOS metrics", "A text for whoever reads this file.", format: .verbatim)
        let token = section.requiredText(
            "token", "A token that may write.", isSecret: true, takesNumbers: true, example: "mytoken")
        let retention = RetentionSpan.read(section, "How long a new database keeps points: 10d, 36h, INF.")
        let range = 1000...3_600_000
        let version = InfluxDBConfiguration.Version3(
            database: database, token: token, retention: retention,
            writeTimeout: section.milliseconds(
                "writeTimeout", in: range, default: 10_000, "How long a write may take."))
        let query = section.milliseconds("queryTimeout", in: range, default: 60_000, "How long a question may take.")
        section.rejectUnknownKeys()
        return (version, query)
    }
}
