// SPDX-License-Identifier: MIT

import ArgumentParser
import ButlerSOS
import LogOutput

extension LogLevel: ExpressibleByArgument {
    /// Capital letters count as small ones, as in the configuration.
    package init?(argument: String) { self.init(rawValue: argument.lowercased()) }
}

/// What the command line can say instead of the configuration file.
struct OverrideOptions: ParsableArguments {
    @Option(name: [.customShort("l"), .customLong("loglevel")], help: "Overrides logLevel of the configuration.")
    var logLevel: LogLevel?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Names of New Relic accounts, which replace those of the configuration.", valueName: "name"))
    var newRelicAccountName: [String] = []

    @Option(
        parsing: .upToNextOption, help: ArgumentHelp("Their insert API keys, in the same order.", valueName: "key"))
    var newRelicApiKey: [String] = []

    @Option(parsing: .upToNextOption, help: ArgumentHelp("Their IDs, in the same order.", valueName: "id"))
    var newRelicAccountId: [String] = []

    func overrides(skipsVerification: Bool = false) throws -> ConfigurationOverrides {
        try ConfigurationOverrides(
            logLevel: logLevel, newRelicNames: newRelicAccountName, newRelicIDs: newRelicAccountId,
            newRelicKeys: newRelicApiKey, skipsVerification: skipsVerification)
    }
}
