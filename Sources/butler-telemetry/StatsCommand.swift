// SPDX-License-Identifier: MIT

import ArgumentParser
import CollectorStore
import TelemetryStore
import TelemetryWire

struct StatsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Say how much is stored, also while the collector serves.",
        discussion: """
            --verify counts every closed week again from the periods, and compares that with the figures that are shown. Any \
            difference is named, and the exit status is 1. It reads the whole database.
            """)

    @Flag(help: "Print one JSON object.")
    var json = false

    @Flag(help: "Recount the closed weeks and compare.")
    var verify = false

    @OptionGroup var settings: CollectorOptions

    private static let maximumNamed = 20

    func run() async throws {
        let figures = try await OpenStore.withExisting(try settings.configuration()) { opened in
            let services = FieldRegistry.services.map(\.name)
            return StoreFigures(
                place: opened.place, statistics: try await opened.store.statistics(),
                check: verify ? try await RollupCheck(store: opened.store).run(services: services) : nil)
        }
        print(json ? figures.json : figures.text)
        guard let differences = figures.check?.differences, !differences.isEmpty else { return }
        let named = differences.prefix(Self.maximumNamed).map(\.description).joined(separator: "\n")
        let rest = differences.count > Self.maximumNamed ? "\nand \(differences.count - Self.maximumNamed) more" : ""
        let verb = differences.count == 1 ? "is" : "are"
        throw ValidationError(
            "\(Amount(differences.count, "count")) of closed weeks \(verb) not what the periods say:\n\(named)\(rest)")
    }
}
