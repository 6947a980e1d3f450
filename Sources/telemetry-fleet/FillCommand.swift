// SPDX-License-Identifier: MIT

import ArgumentParser
import CollectorStore
import ConfigurationFile
import Foundation
import TelemetryCollector
import TelemetryFleet
import TelemetryStore
import TelemetryWire

struct FillCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fill",
        abstract: "Put a simulated fleet straight into a collector's data.",
        discussion: """
            Makes the folder if it is missing. The histories are loaded as a whole, past all checks of reports, and the \
            rollups of the weeks that are over are made at the end.
            """)

    @Option(help: "The folder for the database and the secrets.")
    var data: String

    @Option(help: "Fill this database instead of the one in the folder: postgres://USER@HOST/NAME.")
    var database: String?

    @Flag(help: "Also if the data holds installations already. They cannot be told apart afterwards.")
    var add = false

    @OptionGroup var options: FleetOptions

    func run() async throws {
        let start = ContinuousClock.now
        let opened = try await OpenStore.making(try configuration())
        let store = opened.store
        let before = try await store.statistics().installations
        guard before == 0 || add else {
            try await store.close()
            throw ValidationError(
                "\(opened.place) holds \(before) installations already, and simulated ones cannot be told from real ones: "
                    + "give a folder of its own with --data, or say --add")
        }
        let today = UTCDay.today()
        let pepper = opened.pepper
        let filler = FleetFiller(fleet: try options.fleet(until: today)) { pepper.keyedID(of: $0) }
        do {
            try await filler.fill(store, today: today) { count in
                if count.isMultiple(of: 100_000) { print("\(count) simulated installations") }
            }
        } catch StoreFailure.unavailable(let reason) where add {
            try? await store.close()
            throw ValidationError(
                "the fleet was not filled in, which a fleet of the same --seed cannot be twice: \(reason)")
        }
        let after = try await store.statistics()
        try await store.close()
        print(
            """
            Filled \(opened.place) with \(after.installations - before) simulated installations in \
            \((ContinuousClock.now - start).components.seconds) s. It holds \(after.installations) installations with \
            \(after.spans) periods now. None of this is real.
            """)
    }

    private func configuration() throws -> CollectorConfiguration {
        let reading = ConfigurationReading()
        var given: [CollectorSetting: String] = [.data: data]
        given[.database] = database
        let configuration = CollectorConfiguration(options: given, environment: [:], file: nil, reading: reading)
        guard reading.problems.isEmpty else {
            throw ValidationError(reading.problems.map(\.description).joined(separator: "\n"))
        }
        return configuration
    }
}
