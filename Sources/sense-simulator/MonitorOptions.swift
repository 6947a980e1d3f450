// SPDX-License-Identifier: MIT

import ArgumentParser
import SenseSimulator

/// Whether, and how, to configure a monitor for the site.
struct MonitorOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Also write a configuration file for butler-sos that watches the site.", valueName: "file")
    )
    var config: String?

    @Option(
        help: ArgumentHelp("With --config: milliseconds between two looks at a server.", valueName: "ms")
    )
    var pollingInterval = 30_000

    @Option(
        help: ArgumentHelp(
            "With --config: port of the metrics; those of the process are on the next one.",
            valueName: "port"
        )
    )
    var prometheusPort = 9842

    @Option(
        name: .customLong("influxdb-version"),
        help: ArgumentHelp("With --config: also write to an InfluxDB 1, 2 or 3 on 127.0.0.1.", valueName: "version")
    )
    var influxDBVersion: Int?

    @Option(
        name: .customLong("influxdb-port"),
        help: ArgumentHelp("With --influxdb-version: its port.", valueName: "port")
    )
    var influxDBPort = 8086

    /// The InfluxDB that the monitor is to write to, if any.
    var influxDB: InfluxDBTarget? {
        influxDBVersion.flatMap(InfluxDBTarget.Version.init(rawValue:)).map { .init(version: $0, port: influxDBPort) }
    }

    /// Refuses values that make no configuration, in a sentence that names the option.
    func validate() throws {
        guard config != "" else { throw ValidationError("--config: the file has no name") }
        guard pollingInterval > 0 else {
            throw ValidationError("--polling-interval \(pollingInterval): allowed are 1 and more")
        }
        guard (1...65_534).contains(prometheusPort) else {
            throw ValidationError("--prometheus-port \(prometheusPort): allowed are 1 to 65534")
        }
        if let influxDBVersion, influxDB == nil {
            throw ValidationError("--influxdb-version \(influxDBVersion): allowed are 1, 2 and 3")
        }
        guard (1...65_535).contains(influxDBPort) else {
            throw ValidationError("--influxdb-port \(influxDBPort): allowed are 1 to 65535")
        }
    }
}
