// SPDX-License-Identifier: MIT

import ArgumentParser
import ButlerSOS
import Foundation
import LogOutput

struct LogLevelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log-level",
        abstract: "Change how much a running monitor logs, without a restart.",
        discussion: """
            LEVEL is error, warn, info, verbose, debug or silly. It counts until the monitor ends or --configured takes it \
            back. The monitor reads logLevel of its configuration file again on SIGHUP.
            """)

    @Argument(help: "The level.")
    var level: LogLevel?

    @Flag(help: "Take the level of the configuration again.")
    var configured = false

    @OptionGroup var instance: InstanceOptions

    func validate() throws {
        guard (level == nil) == configured else {
            throw ValidationError("either a level or --configured is needed: butler-sos log-level debug -c FILE")
        }
    }

    func run() throws {
        let monitor = try RunningMonitor(
            configurationPath: try instance.checkedPath(), stateDirectory: instance.state,
            environment: ProcessInfo.processInfo.environment)
        print(try monitor.setLevel(level))
    }
}
