// SPDX-License-Identifier: MIT

import ArgumentParser

/// Whether, and how, to configure a monitor for the site.
struct MonitorOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Also write a configuration file for butler-sos that watches the site.", valueName: "file")
    )
    var config: String?

    @Option(help: ArgumentHelp("With --config: milliseconds between two health checks of a server.", valueName: "ms"))
    var pollingInterval = 30_000

    @Option(
        help: ArgumentHelp(
            "With --config: port of the metrics; those of the process are on the next one.",
            valueName: "port"
        )
    )
    var prometheusPort = 9842

    /// Refuses values that make no configuration, in a sentence that names the option.
    func validate() throws {
        guard config != "" else { throw ValidationError("--config: the file has no name") }
        guard pollingInterval > 0 else {
            throw ValidationError("--polling-interval \(pollingInterval): allowed are 1 and more")
        }
        guard (1...65_534).contains(prometheusPort) else {
            throw ValidationError("--prometheus-port \(prometheusPort): allowed are 1 to 65534")
        }
    }
}
