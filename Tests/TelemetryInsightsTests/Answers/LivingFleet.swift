// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryStore
import TelemetryWire

/// A fleet of any size over any number of weeks that changes slowly, without chance.
struct LivingFleet {
    let installations: Int
    let weeks: Int

    static let features = TelemetryService.butlerSOS.features.map(\.name)

    var history: FleetHistory {
        SampleHistory.weeks((0..<weeks).map { cells(week: $0 - weeks + 1) })
    }

    func context(collector: DataHealth.Collector? = nil) -> AnswerContext {
        let rows = Self.features.flatMap { feature in
            [("14.2", "on", 3), ("14.2", "off", 3), ("14.1", "off", 4)].map { version, state, part in
                RollupRow(
                    week: SampleHistory.latest,
                    cell: RollupCell(minorVersion: version, dimension: .feature, value: "\(feature)=\(state)"),
                    count: installations * part / 10)
            }
        }
        return AnswerContext(
            history: history, detail: rows, collector: collector, today: SampleHistory.latest.sunday.advanced(by: 3),
            endOfSupport: UTCDay(year: 2027, month: 3, day: 1))
    }

    /// - Parameter week: 0 for the latest, less for those before.
    private func cells(week: Int) -> SampleHistory.Cells {
        let all = installations
        var cells: SampleHistory.Cells = [
            .installations: ["": all], .quarantined: ["": all / 50],
            .activity: ["new": all / 40, "returned": all / 60, "kept": all - all / 40 - all / 60],
            .virtual: ["true": all * 3 / 4, "false": all - all * 3 / 4],
            .system: split(
                [
                    ("linux · Debian GNU/Linux 12 · x64", 50), ("linux · Debian GNU/Linux 11 · x64", 30 + week / 2),
                    ("win32 · Windows Server 10.0 · x64", 15), ("linux · Ubuntu 24.04 · arm64", 5 - week / 2),
                ]),
            .arch: split([("x64", 95 + week / 2), ("arm64", 5 - week / 2)]),
            .runtime: split([("Node.js 18", 15 - week / 2), ("Node.js 20", 45), ("Swift 6.3", 40 + week / 2)]),
            .version: split([("14.2.1", max(60 + 2 * week, 0)), ("14.1.0", 40 - 2 * max(week, -30))]),
            .cohort: ["2026-03": all / 2, "2026-07": all / 4],
        ]
        var flags: [String: Int] = [:]
        for (index, feature) in Self.features.enumerated() {
            let known = feature == "prometheus" ? all * 97 / 100 : all
            let on = known * [88, 1, 40, 20, 50, 2, 17, 90, 25, 60, 45][index] / 100
            flags["\(feature)=on"] = on
            flags["\(feature)=off"] = known - on
        }
        cells[.feature] = flags
        cells[.pair] = [
            "mqtt=on influxdb=on": all / 20, "mqtt=on influxdb=off": all / 8, "mqtt=off influxdb=on": all * 8 / 10,
            "mqtt=off influxdb=off": all / 40, "heartbeat=on mqtt=on": all / 6, "heartbeat=on mqtt=off": 1,
            "heartbeat=off mqtt=on": 2, "heartbeat=off mqtt=off": all / 6,
        ]
        cells[.transition] = [
            "mqtt=off>on": all / 100, "mqtt=on>off": all / 1000, "logdb=on>off": all / 200,
            "version=14.1>14.2": all / 50,
            "version=14.2>14.1": all / 150,
        ]
        return cells
    }

    /// All installations by weight, the rest of the division with the first.
    private func split(_ weights: [(String, Int)]) -> [String: Int] {
        let sum = weights.reduce(0) { $0 + max($1.1, 0) }
        var counts: [String: Int] = [:]
        for (name, weight) in weights { counts[name] = installations * max(weight, 0) / max(sum, 1) }
        counts[weights[0].0, default: 0] += installations - counts.values.reduce(0, +)
        return counts
    }
}
