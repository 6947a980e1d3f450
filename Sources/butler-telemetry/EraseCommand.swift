// SPDX-License-Identifier: MIT

import ArgumentParser
import CollectorStore
import TelemetryCollector
import TelemetryStore

struct EraseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Erase everything stored about an installation, for good, also while the collector serves.",
        discussion: """
            The figures of the weeks that can still be recounted are corrected. A tombstone stays behind, from which nobody \
            can tell the ID: by it the collector refuses whatever comes later under the same ID, be it a late copy of a \
            report or a backup that is restored. To keep an installation out that may come back later, use block.
            """)

    @OptionGroup var installation: InstallationIDArgument
    @OptionGroup var settings: CollectorOptions
    @OptionGroup var confirmation: Confirmation

    func run() async throws {
        try await OpenStore.withExisting(try settings.configuration()) { opened in
            try confirmation.ask("Erase everything stored about \(installation.id)?", refusal: "nothing was erased")
            let counts = try await opened.store.erase(opened.pepper.keyedID(of: installation.id))
            print(
                counts.installations == 0
                    ? "Nothing is stored about this ID."
                    : "Erased 1 installation with \(Amount(counts.spans, "period")) of its history.")
            print("What comes under this ID from now on is refused, also late copies of its reports.")
            print("Backups that were made before still hold it until you replace them.")
        }
    }
}
