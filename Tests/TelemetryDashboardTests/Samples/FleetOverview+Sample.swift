// SPDX-License-Identifier: MIT

import TelemetryDashboard
import TelemetryStore
import TelemetryWire

extension FleetOverview {
    /// Eighty installations on `day`, of which 77 say whether they use MQTT and none says whether it uses Prometheus.
    static func sample(day: UTCDay = UTCDay(number: 20_779), operatingSystems: [ValueCount]? = nil) -> FleetOverview {
        FleetOverview(
            day: day, firstSeen: day.advanced(by: -264), installations: 80,
            features: [
                FeatureCount(feature: "mqtt", enabled: 48, known: 77),
                FeatureCount(feature: "influxdb", enabled: 80, known: 80),
                FeatureCount(feature: "logdb", enabled: 0, known: 80),
                FeatureCount(feature: "prometheus", enabled: 0, known: 0),
            ],
            operatingSystems: operatingSystems ?? [
                ValueCount(value: "linux · Debian GNU/Linux 12", count: 41),
                ValueCount(value: "win32 · Windows Server 2022", count: 39),
            ],
            architectures: [ValueCount(value: "x64", count: 79), ValueCount(value: "arm64", count: 1)],
            runtimes: [ValueCount(value: "Node.js 20", count: 50), ValueCount(value: "Swift 6.3", count: 30)],
            serviceVersions: (1...12).map { ValueCount(value: "15.0.\($0)", count: $0) })
    }

    static func empty(day: UTCDay = UTCDay(number: 20_779)) -> FleetOverview {
        FleetOverview(
            day: day, firstSeen: nil, installations: 0, features: [], operatingSystems: [], architectures: [],
            runtimes: [], serviceVersions: [])
    }
}

extension ServiceTitle {
    static let sample = ServiceTitle(
        name: "butler-sos", title: "Butler SOS", firstReportCommand: "COLLECTOR=http://127.0.0.1:1 butler-sos run")
}
