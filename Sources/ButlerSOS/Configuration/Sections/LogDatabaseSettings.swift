// SPDX-License-Identifier: MIT

import ConfigurationFile

/// The log database that older Sense sites have.
package struct LogDatabaseSettings: Sendable {
    package var isEnabled: Bool
    package var pollingInterval: Duration
    /// How far back each question looks.
    package var lookBack: Duration
    package var host: String
    package var port: Int
    package var user: String
    package var password: String
    package var fetchesErrors: Bool
    package var fetchesWarnings: Bool
    package var fetchesInformation: Bool
    package var encryption: Encryption
    /// The certificates that sign the database's.
    package var authorityFile: String?

    /// How the connection is encrypted, in PostgreSQL's words.
    package enum Encryption: String, Sendable, CaseIterable {
        case disable, prefer, require
        case verifyAuthority = "verify-ca"
        case verifyFull = "verify-full"

        var verifies: Bool { self == .verifyAuthority || self == .verifyFull }
    }

    init(_ section: ConfigurationSection, configurationPath: String) {
        isEnabled = section.enableSwitch("Ask the log database of older Sense sites.", older: "enableLogDb")
        pollingInterval = section.interval("pollingInterval", default: 60_000, "The time between two questions.")
        let span = TextFormat("a span such as 5 minutes or 1 hour 30 minutes") { Self.span($0) != nil }
        lookBack =
            Self.span(
                section.text(
                    "queryPeriod", default: "5 minutes",
                    "How far back the first question looks, and for how long a row is waited for that others overtook.",
                    format: span))
            ?? .seconds(300)
        host = section.requiredText(
            "host", "The host of the database.", format: .host, example: "sense1.example.com")
        port = section.port("port", default: 4432, "The port of the database.")
        user = section.text("qlogsReaderUser", default: "qlogs_reader", "A user who may read it.")
        password = section.requiredText(
            "qlogsReaderPwd", "The password of the user.", isSecret: true, takesNumbers: true, example: "my-password")
        fetchesErrors = section.boolean("extractErrors", default: true, "Fetch errors.")
        fetchesWarnings = section.boolean("extractWarnings", default: true, "Fetch warnings.")
        fetchesInformation = section.boolean("extractInfo", default: false, "Fetch information.")
        encryption = section.choice(
            "sslMode", default: .prefer,
            "How the connection is encrypted, in PostgreSQL's words. Only verify-full makes sure who answers.")
        authorityFile = section.text(
            "caFile", "A PEM file with the certificates that sign the database's, for verify-ca and verify-full.",
            example: "certs/logdb-ca.pem"
        ).flatMap { $0.isEmpty ? nil : ConfiguredFile.find($0, "caFile", in: section, beside: configurationPath) }
        if isEnabled, !fetchesErrors, !fetchesWarnings, !fetchesInformation {
            section.warn(
                "extractErrors", "is off, and so are extractWarnings and extractInfo: nothing is fetched")
        }
        if encryption.verifies, authorityFile == nil {
            section.report(
                "caFile", expected: "a PEM file, which sslMode \(encryption.rawValue) verifies with", found: "none")
        }
        section.rejectUnknownKeys()
    }

    /// Numbers and units, `1 hour 30 minutes`.
    static func span(_ text: String) -> Duration? {
        let units: [(names: Set<String>, seconds: Int)] = [
            (["s", "sec", "secs", "second", "seconds"], 1), (["m", "min", "mins", "minute", "minutes"], 60),
            (["h", "hour", "hours"], 3600), (["d", "day", "days"], 86_400), (["w", "week", "weeks"], 604_800),
        ]
        let words = text.lowercased().split { $0 == " " || $0 == "\t" }
        guard !words.isEmpty, words.count.isMultiple(of: 2) else { return nil }
        var seconds = 0
        for index in stride(from: 0, to: words.count, by: 2) {
            guard let number = Int(words[index]), (1...1_000_000).contains(number),
                let unit = units.first(where: { $0.names.contains(String(words[index + 1])) })
            else { return nil }
            seconds += number * unit.seconds
        }
        return .seconds(seconds)
    }
}
