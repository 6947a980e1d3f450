// SPDX-License-Identifier: MIT

import ArgumentParser
import SenseSimulator

/// Where the events go.
struct EventTargetOptions: ParsableArguments {
    @Option(help: "The host that the monitor listens on.")
    var host = "127.0.0.1"

    @Option(help: "The port for user events.")
    var userPort = 9997

    @Option(help: "The port for log events.")
    var logPort = 9996

    @Option(
        help: ArgumentHelp("The address of this host to send from: 127.0.0.7 for instance.", valueName: "address"))
    var source: String?

    var target: EventSender.Target {
        EventSender.Target(host: host, userPort: userPort, logPort: logPort, source: source)
    }

    /// Refuses numbers out of range, in a sentence that names the option.
    func validate() throws {
        for (option, port) in [("--user-port", userPort), ("--log-port", logPort)] where !(1...65_535).contains(port) {
            throw ValidationError("\(option) \(port): allowed are 1 to 65535")
        }
    }
}
