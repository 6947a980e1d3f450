// SPDX-License-Identifier: MIT

import ArgumentParser
import ButlerSOS
import Foundation

struct CheckConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-config", abstract: "Say everything that is wrong with a configuration; start nothing.")

    @Argument(help: "The configuration file, ending in .yaml.")
    var file: String?

    @Option(
        name: [.customShort("c"), .customLong("configfile")], help: "The same, spelled as for running the monitor.")
    var configurationFile: String?

    @OptionGroup var replacements: OverrideOptions

    @Flag(help: "List the configuration in force, and who says so. Secrets are masked.")
    var explain = false

    func run() throws {
        guard let path = file ?? configurationFile, file == nil || configurationFile == nil else {
            throw ValidationError("one configuration file is needed: butler-sos check-config FILE")
        }
        try InstanceOptions.check(path)
        let check = ConfigurationCheck(
            path, environment: ProcessInfo.processInfo.environment, overrides: try replacements.overrides(),
            explains: explain)
        print(check.lines.joined(separator: "\n"))
        guard check.isUsable else { Foundation.exit(1) }
    }
}
