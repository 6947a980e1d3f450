// SPDX-License-Identifier: MIT

import ConfigurationFile
import Destinations
import HTTPListener
import Monitoring

/// The metrics endpoints.
enum PrometheusSection {
    /// `nil` if they are switched off.
    static func read(_ section: ConfigurationSection) -> PrometheusConfiguration? {
        let isEnabled = section.enableSwitch("Serve metrics for Prometheus.", example: true)
        let host = host(
            section, "host", default: "0.0.0.0", "The address that /metrics is served on; 0.0.0.0 for all.")
        let configuration = PrometheusConfiguration(
            address: ListenAddress(
                host: host,
                port: section.port("port", default: 9842, "The port of /metrics."),
                setting: "\(section.path).port"),
            processAddress: ListenAddress(
                host: Self.host(
                    section, "nodeMetricsHost", default: host,
                    "The address of a second endpoint with the same metrics. Without it, that of the first one."),
                port: section.port("nodeMetricsPort", default: 9001, "The port of the second endpoint."),
                setting: "\(section.path).nodeMetricsPort"))
        section.rejectUnknownKeys()
        return isEnabled ? configuration : nil
    }

    /// Without the brackets that an IPv6 address may have.
    private static func host(
        _ section: ConfigurationSection, _ key: String, default: String, _ meaning: String
    ) -> String {
        let text = section.text(key, default: `default`, meaning, format: .host)
        return text.hasPrefix("[") ? MonitoredServer.hostName(text) : text
    }
}
