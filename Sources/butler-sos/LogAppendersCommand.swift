// SPDX-License-Identifier: MIT

import ArgumentParser
import ButlerSOS

struct LogAppendersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log-appenders",
        abstract: "Write the files that make Sense send its events here.",
        discussion: """
            DIR gets Engine, Proxy, Repository and Scheduler, each with a LocalLogConfig.xml for the folder of the same \
            name in C:\\ProgramData\\Qlik\\Sense. docs/log-appenders.md tells how to go on.
            """)

    @Option(help: "The host of this monitor, as the Sense servers reach it.")
    var host: String

    @Option(help: ArgumentHelp("Where to write the files; made if missing.", valueName: "dir"))
    var out: String

    @Option(
        name: [.customShort("c"), .customLong("configfile")],
        help: "The monitor's configuration file, ending in .yaml, which says the ports.")
    var configurationFile: String?

    @Option(help: "The port for user events. (default: the configuration's, else 9997)")
    var userPort: Int?

    @Option(help: "The port for log events. (default: the configuration's, else 9996)")
    var logPort: Int?

    @Flag(help: "Replace files that are there already.")
    var force = false

    func run() throws {
        try configurationFile.map(InstanceOptions.check)
        var request = LogAppenderFiles.Request(host: host, folder: out)
        request.configurationPath = configurationFile
        request.userPort = userPort
        request.logPort = logPort
        request.replaces = force
        let files = try LogAppenderFiles(request)
        for path in try files.write() { print("wrote \(path)") }
        print(
            "User events go to \(host), UDP port \(files.target.userPort); log events to port \(files.target.logPort).")
        for note in files.notes { print("Note: \(note).") }
    }
}
