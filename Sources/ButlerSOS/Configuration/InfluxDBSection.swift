// SPDX-License-Identifier: MIT

import ConfigurationFile
import Destinations
import Monitoring

/// InfluxDB's settings, in the keys of both generations.
enum InfluxDBSection {
    /// `nil` if the file asks for a version that is not built yet, or for one that does not exist (which is a problem).
    static func read(_ section: ConfigurationSection) -> InfluxDBConfiguration? {
        for key in ["enable", "enableInfluxdb"] { _ = section.boolean(key) }
        // What other versions and the older generation have is known, whether this one reads it or not.
        for key in [
            "hostIP", "hostPort", "port", "v1Config", "v2Config", "v3Config", "dbName", "auth", "retentionPolicy",
        ] {
            _ = section.mentions(key)
        }
        defer { section.rejectUnknownKeys() }
        let version = section.integer("version", in: 1...3, what: "an InfluxDB version", default: 1)
        let host =
            section.has("host") || !section.has("hostIP")
            ? section.requiredText("host") : section.requiredText("hostIP")
        let port = section.port(section.has("hostPort") ? "hostPort" : "port", default: 8086)
        let include = section.section("includeFields")
        let lists = AppListFields(
            active: include.boolean("activeDocs", default: false),
            loaded: include.boolean("loadedDocs", default: false),
            inMemory: include.boolean("inMemoryDocs", default: false))
        let batch = section.integer("maxBatchSize", in: 1...10_000, what: "a number of points", default: 1000)
        guard version == 1 else { return nil }
        // The older generation has these keys one level higher.
        let isOlder = section.has("dbName")
        let details = isOlder ? section : section.section("v1Config")
        return InfluxDBConfiguration(
            host: host, port: port, endpoint: .version1(version1(details)), lists: lists, maximumBatchCount: batch)
    }

    private static func version1(_ section: ConfigurationSection) -> InfluxDBConfiguration.Version1 {
        let auth = section.section("auth")
        var credentials: InfluxDBConfiguration.Credentials?
        if auth.boolean("enable", default: false) {
            if !auth.has("password") { auth.reportMissing("password", "a text") }
            credentials = .init(
                username: auth.requiredText("username"), password: auth.text("password", isSecret: true) ?? "")
        }
        let policy = section.section("retentionPolicy")
        let duration = policy.text("duration", default: "10d")
        if !isDuration(duration) {
            policy.report(
                "duration", expected: "an InfluxQL duration such as 10d, 36h or INF", found: "\"\(duration)\"")
        }
        return .init(
            database: section.requiredText("dbName"), credentials: credentials,
            retentionPolicy: .init(name: policy.text("name", default: "10d"), duration: duration))
    }

    /// Numbers with units, or `INF`. The text becomes part of a query, so nothing else may pass.
    static func isDuration(_ text: String) -> Bool {
        if text.uppercased() == "INF" { return true }
        var rest = Substring(text)
        while !rest.isEmpty {
            let digits = rest.prefix { "0123456789".contains($0) }
            rest = rest.dropFirst(digits.count)
            guard !digits.isEmpty,
                let unit = ["ns", "ms", "u", "µ", "s", "m", "h", "d", "w"].first(where: { rest.hasPrefix($0) })
            else { return false }
            rest = rest.dropFirst(unit.count)
        }
        return !text.isEmpty
    }
}
