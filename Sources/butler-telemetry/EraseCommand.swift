// SPDX-License-Identifier: MIT

import ArgumentParser
import TelemetryCollector
import TelemetryStore
import TelemetryStoreSQLite

struct EraseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Erase everything stored about an installation, also while the collector serves.")

    @Argument(help: "The installation's ID: the 64 hexadecimal digits that its log shows at start.")
    var id: String

    @OptionGroup var settings: CollectorOptions

    @Flag(help: "Do not ask.")
    var yes = false

    func run() async throws {
        let id = id.lowercased()
        guard id.utf8.count == 64, id.allSatisfy(\.isHexDigit) else {
            throw ValidationError("expected an ID of 64 hexadecimal digits, found \(id.count) characters")
        }
        let directory = try settings.existingDirectory()
        if !yes {
            print("Erase everything stored about \(id)? Type yes:")
            guard readLine() == "yes" else { throw ValidationError("nothing was erased") }
        }
        let store = try SQLiteStore(path: directory.databasePath)
        let counts = try await store.erase(try directory.pepper().keyedID(of: id))
        try await store.close()
        print(
            counts.installations == 0
                ? "Nothing is stored about this ID."
                : "Erased 1 installation with \(counts.spans) periods of its history.")
        print(
            "An installation that still reports appears again with its next report; its owner must switch telemetry off."
        )
    }
}
