// SPDX-License-Identifier: MIT

import Destinations
import HTTPExchange
import MQTT
import Monitoring
import SenseSources
import TelemetryClient

extension MonitorConfiguration {
    /// What must stand in no file, wherever an error's words have it from.
    var secrets: [String] {
        var secrets: [String?] = [
            heartbeat.url, certificates.passphrase, logDatabase.password, mqtt.credentials?.password,
            mqtt.tls?.passphrase, influxDBSettings.version1.credentials?.password, influxDBSettings.version2.token,
            influxDBSettings.version3.token, telemetry.proxy?.password,
            configurationPage.page.token, statusPage.page.token,
        ]
        secrets += newRelicAccounts.map(\.key)
        secrets += (newRelic.eventHeaders + newRelic.metricHeaders + servers.flatMap(\.headers)).map(\.value)
        // Whatever somebody has put behind the question mark.
        secrets += [newRelic.metricURL, newRelic.eventURL].map(NewRelicEndpoint.query(of:))
        return secrets.compactMap(\.self)
    }
}
