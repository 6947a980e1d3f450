// SPDX-License-Identifier: MIT

import ConfigurationFile
package import Monitoring

/// Where and what New Relic is told.
package struct NewRelicSettings: Sendable {
    package var isEnabled: Bool
    /// Without a path: that depends on the account.
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

    init(_ section: ConfigurationSection) {
        isEnabled = section.enableSwitch("Send to New Relic.")
        let event = section.section("event", "How events are sent.")
        eventURL = event.text(
            "url", default: "https://insights-collector.eu01.nr-data.net", "The event API, without a path.",
            format: .url)
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
        metricHeaders = Self.headers(metric)
        figures = NewRelicFigures(metric.section("dynamic", "Which figures are sent."))
        metricAttributes = Attributes(metric.section("attribute", "What is added to the figures."))
        metric.rejectUnknownKeys()
        section.rejectUnknownKeys()
    }

    private static func headers(_ section: ConfigurationSection) -> [Monitoring.Tag] {
        section.namedValues(
            "header", "HTTP headers to add.", areSecret: true, example: Tag("X-My-Header", "value of the header"))
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
