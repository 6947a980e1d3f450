// SPDX-License-Identifier: MIT

import ArgumentParser
import Foundation

/// Which instance of the monitor a command is about.
struct InstanceOptions: ParsableArguments {
    @Option(name: [.customShort("c"), .customLong("configfile")], help: "The configuration file, ending in .yaml.")
    var configurationFile: String

    @Option(
        help: "The monitor's folder for what must be remembered. Default: systemd's, else one below ~/.local/state.")
    var state: String?

    /// The path, after the checks that come before reading.
    func checkedPath() throws -> String {
        try Self.check(configurationFile)
        return configurationFile
    }

    static func check(_ path: String) throws {
        guard path.lowercased().hasSuffix(".yaml") else {
            throw ValidationError("\(path): the configuration file's name must end in .yaml")
        }
    }
}
