// SPDX-License-Identifier: MIT

import ArgumentParser
import CollectorStore

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Bring the database to the newest version of its schema, and say from which.",
        discussion: """
            Every command does this by itself when it opens the database; this one does nothing else. Make a backup first. \
            An older version of the program does not open a database of a newer schema.
            """)

    @OptionGroup var settings: CollectorOptions

    func run() async throws {
        let configuration = try settings.configuration()
        let before = try await OpenStore.schemaVersion(configuration)
        let place = try await OpenStore.withExisting(configuration) { $0.place }
        let after = try await OpenStore.schemaVersion(configuration)
        print(
            before == after
                ? "\(place) has the newest schema, version \(after): nothing to do."
                : "\(place) went from version \(before) of the schema to version \(after).")
    }
}
