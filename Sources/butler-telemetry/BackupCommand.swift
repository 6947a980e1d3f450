// SPDX-License-Identifier: MIT

import ArgumentParser
import CollectorStore
import TelemetryCollector

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Write a consistent copy of the database to a new file, also while the collector serves.",
        discussion: """
            For the SQLite database; for PostgreSQL use pg_dump. The copy holds no secret and no tombstones. Keep a copy of \
            the file pepper elsewhere: without it nobody can match an ID with the database. Never restore tombstones.sqlite \
            from an older copy: what was erased since would come back.
            """)

    @Argument(help: "The file to write. It must not exist yet; only its owner may read it.")
    var file: String

    @OptionGroup var settings: CollectorOptions

    func run() async throws {
        try NewFile.refuse(file)
        try await OpenStore.withExisting(try settings.configuration()) { opened in
            try await opened.backup(to: file)
            print("Wrote \(file), a copy of \(opened.place).")
        }
    }
}
