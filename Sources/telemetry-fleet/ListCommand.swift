// SPDX-License-Identifier: MIT

import ArgumentParser
import CollectorStore
import TelemetryFleet
import TelemetryStore
import TelemetryWire

struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Print the IDs of a simulated fleet with its days, to try the collector's erase and block on.",
        discussion: """
            One line each: number, ID, signed or unsigned, first day, last day, number of periods. Those that never say \
            anything are not listed.
            """)

    @OptionGroup var options: FleetOptions

    func run() throws {
        for installation in try options.fleet(until: UTCDay.today()) {
            guard let first = installation.spans.first, let last = installation.spans.last else { continue }
            let kind = installation.isSigned ? "signed" : "unsigned"
            print(installation.number, installation.id, kind, first.first, last.last, installation.spans.count)
        }
    }
}
