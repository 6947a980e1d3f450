// SPDX-License-Identifier: MIT

import ConfigurationFile
package import Monitoring

/// Where and what New Relic is told.
package struct NewRelicSettings: Sendable {
    package var isEnabled: Bool
    /// `nil` trusts the certificates of the system.
    package var authorityFile: String?
    /// What the path of an account's events is below.
    package var eventURL: String
    package var eventHeaders: [Monitoring.Tag]
    package var eventAttributes: Attributes
    package var metricURL: String
    package var metricHeaders: [Monitoring.Tag]
    package var metricAttributes: Attributes
    /// The accounts that server metrics go to; empty for those of user events.
    package var metricAccounts: [String]
    package var figures: NewRelicFigures

    /// What is added to all that is sent.
    package struct Attributes: Sendable {
        package var fixed: [Monitoring.Tag]
        package var hasVersion: Bool
    }

    /// - Parameter isUsedAnyway: the uptime monitor sends there, whatever the switch says.
    init(_ section: ConfigurationSection, isUsedAnyway: Bool, configurationPath: String) {
        let isOn = section.isEnforced
        isEnabled = section.enableSwitch("Send to New Relic. The uptime monitor has its own switch.")
        section.isEnforced = isOn && (isEnabled || isUsedAnyway)
        authorityFile = section.text(
            "caFile",
            "A PEM file with the certificates that sign those of New Relic, or of the proxy that stands for it; without "
                + "it the system's count.",
            example: "certs/newrelic-ca.pem"
        ).flatMap { $0.isEmpty ? nil : ConfiguredFile.find($0, "caFile", in: section, beside: configurationPath) }
        let event = section.section("event", "How events are sent.")
        event.isEnforced = isOn && isEnabled
        eventURL = event.text(
            "url", default: "https://insights-collector.eu01.nr-data.net", "The event API, without a path.",
            format: .url)
        Self.checkEventURL(eventURL, in: event)
        eventHeaders = Self.headers(event)
        eventAttributes = Attributes(event.section("attribute", "What is added to each event."))
        event.rejectUnknownKeys()
        let metric = section.section("metric", "How figures are sent.")
        metricAccounts = metric.accountNames(
            "destinationAccount",
            "The accounts that the servers' figures go to; without any, those of userEvents.sendToNewRelic.")
        metricURL = metric.text(
            "url", default: "https://insights-collector.eu01.nr-data.net/metric/v1", "The metric API, with its path.",
            format: .url)
        Self.checkMetricURL(metricURL, in: metric)
        metricHeaders = Self.headers(metric)
        figures = NewRelicFigures(metric.section("dynamic", "Which figures are sent."))
        metricAttributes = Attributes(metric.section("attribute", "What is added to the figures."))
        metric.rejectUnknownKeys()
        section.rejectUnknownKeys()
    }

    private static func headers(_ section: ConfigurationSection) -> [Monitoring.Tag] {
        let headers = section.namedValues(
            "header", "HTTP headers to add.", areSecret: true, example: Tag("X-My-Header", "value of the header"))
        for header in headers where !header.name.isEmpty {
            if !HeaderSpelling.isName(header.name) {
                section.report("header", expected: "names of HTTP headers", found: "\"\(header.name)\"")
            } else if HeaderSpelling.isReserved(header.name) {
                section.report("header", expected: "headers that the program does not set itself", found: header.name)
            }
            if !HeaderSpelling.isValue(header.value) {
                section.report(
                    "header", expected: "values without line breaks and other control characters, in ASCII",
                    found: "another one for \(header.name)")
            }
        }
        return headers
    }

    private static func checkEventURL(_ url: String, in section: ConfigurationSection) {
        if url.contains(where: { "@?#".contains($0) }) || url.contains("/v1/accounts") {
            section.report(
                "url", expected: "a URL without user, query and the path of an account, which is added",
                found: URLSecrets.masked(url, isAddress: true))
        }
        warnOfPlainText(url, in: section)
    }

    private static func checkMetricURL(_ url: String, in section: ConfigurationSection) {
        let path = url.drop { $0 != ":" }.dropFirst(3).drop { $0 != "/" }
        if url.contains(where: { "@#".contains($0) }) || path.count < 2 {
            section.report(
                "url", expected: "a URL without user, and with the path of the interface: /metric/v1",
                found: URLSecrets.masked(url, isAddress: true))
        }
        warnOfPlainText(url, in: section)
    }

    /// The key travels with every request.
    private static func warnOfPlainText(_ url: String, in section: ConfigurationSection) {
        guard url.lowercased().hasPrefix("http://") else { return }
        let host = MonitoredServer.hostName(String(url.dropFirst(7).prefix { $0 != "/" && $0 != "?" }))
        let isHere = host == "localhost" || host == "::1" || host.hasPrefix("127.")
        if !isHere { section.warn("url", "is not encrypted: anybody on the way can read the key and the data") }
    }
}

extension NewRelicSettings.Attributes {
    /// The original allows other keys beside these two.
    init(_ section: ConfigurationSection) {
        fixed = section.namedValues("static", "Fixed attributes.")
        let dynamic = section.section("dynamic", "Attributes that the program fills in.")
        hasVersion = dynamic.isOn("butlerSosVersion", default: true, "Add the version of this program.")
        dynamic.rejectUnknownKeys()
        section.warnOfUnknownKeys()
    }
}
