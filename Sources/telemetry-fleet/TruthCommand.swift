// SPDX-License-Identifier: MIT

import ArgumentParser
import CollectorStore
import TelemetryFleet
import TelemetryWire

struct TruthCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "truth",
        abstract: "Print what is true of a simulated fleet on a day, to compare with what a collector says of it.",
        discussion: """
            Shares are of the installations that are there at the end of the day: first of all of them, those that say \
            nothing, too, then of those that are heard. Nothing of it can be known of a real fleet.
            """)

    @Option(help: "How many days ago.")
    var daysAgo = 0

    @OptionGroup var options: FleetOptions

    func validate() throws {
        guard (0..<options.days).contains(daysAgo) else {
            throw ValidationError(
                "--days-ago: expected a number from 0 to \(options.days - 1), as the fleet has --days \(options.days), "
                    + "found \(daysAgo)")
        }
    }

    func run() throws {
        let today = UTCDay.today()
        let census = FleetCensus(try options.fleet(until: today), on: today.advanced(by: -daysAgo))
        let (all, heard) = (census.all, census.heard)
        print(
            """
            \(census.day): \(all.installations) simulated installations, \(heard.installations) heard, \(census.optedOut) \
            kept silent
            """)
        for name in TelemetryService.butlerSOS.features.map(\.name) {
            show("feature", name, all.share(ofFeature: name), heard.share(ofFeature: name))
        }
        for name in all.versions.keys.sorted() {
            show("version", name, all.share(ofVersion: name), heard.share(ofVersion: name))
        }
        for name in all.runtimes.keys.sorted() {
            show("runtime", name, all.share(ofRuntime: name), heard.share(ofRuntime: name))
        }
        for name in all.systems.keys.sorted() {
            show("system", name, all.share(ofSystem: name), heard.share(ofSystem: name))
        }
    }

    private func show(_ kind: String, _ name: String, _ all: Double?, _ heard: Double?) {
        print("\(kind) \(name): \(Self.percent(all)) of all, \(Self.percent(heard)) of those heard")
    }

    private static func percent(_ share: Double?) -> String {
        guard let share else { return "nothing" }
        let tenths = Int((share * 1000).rounded())
        return "\(tenths / 10).\(tenths % 10) %"
    }
}
