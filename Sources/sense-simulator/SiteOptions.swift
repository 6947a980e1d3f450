// SPDX-License-Identifier: MIT

import ArgumentParser
import SenseSimulator

/// What the site is like and where its files go.
struct SiteOptions: ParsableArguments {
    @Option(help: "Number of servers, 1 to 200.")
    var servers = 2

    @Option(help: "Port of all servers; 0 gives each a free one.")
    var port = 4747

    @Option(help: "The same seed gives the same load at the same time.")
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Folder for the certificates and servers.txt; created if missing.", valueName: "dir"))
    var out = "./sense-site"

    @Option(help: "Encrypt the client's key with this passphrase.")
    var passphrase: String?

    @Option(
        name: .customLong("fault"),
        help: ArgumentHelp(
            "Make all servers, or one, misbehave: \(Self.faultNames). May be repeated.",
            valueName: "kind[@server]"
        )
    )
    var faultArguments: [String] = []

    /// Which server has which fault.
    var faults: FaultPlan {
        get throws(FaultArgumentError) { try FaultPlan(arguments: faultArguments, serverCount: servers) }
    }

    private static let faultNames = Fault.allCases.map(\.rawValue).joined(separator: ", ")

    /// Refuses numbers out of range and unknown faults, in a sentence that names the option.
    func validate() throws {
        guard (1...200).contains(servers) else { throw ValidationError("--servers \(servers): allowed are 1 to 200") }
        guard (0...65_535).contains(port) else { throw ValidationError("--port \(port): allowed are 0 to 65535") }
        do {
            _ = try faults
        } catch {
            throw ValidationError(error.description)
        }
    }
}
