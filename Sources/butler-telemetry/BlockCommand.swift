// SPDX-License-Identifier: MIT

import ArgumentParser
import CollectorStore
import TelemetryCollector
import TelemetryStore
import TelemetryWire

struct BlockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "block",
        abstract: "Keep an installation's reports out until it is let in again, also while the collector serves.",
        discussion: """
            What is stored about it is erased. The list holds keyed hashes, not IDs, so it can be counted but not read; keep \
            the IDs that you block elsewhere if you want to let them in again.
            """)

    @Argument(help: "The ID of the installation to block: 64 hexadecimal digits.")
    var id: String?

    @Flag(help: "Say how many installations are blocked.")
    var list = false

    @Option(help: ArgumentHelp("Let this installation in again.", valueName: "id"))
    var remove: String?

    @OptionGroup var settings: CollectorOptions
    @OptionGroup var confirmation: Confirmation

    func validate() throws {
        guard [id != nil, list, remove != nil].count(where: \.self) == 1 else {
            throw ValidationError("expected one of these: an ID, --list, or --remove ID")
        }
        if let text = id ?? remove { _ = try InstallationIDArgument.checked(text) }
    }

    func run() async throws {
        try await OpenStore.withExisting(try settings.configuration()) { opened in
            if let remove {
                try await unblock(try InstallationIDArgument.checked(remove), in: opened)
            } else if let id {
                try await block(try InstallationIDArgument.checked(id), in: opened)
            } else {
                print("\(Amount(try await opened.store.statistics().blocked, "installation")) blocked.")
            }
        }
    }

    private func block(_ id: String, in opened: OpenStore) async throws {
        try confirmation.ask(
            "Erase what is stored about \(id), and refuse its reports?", refusal: "nothing was blocked")
        let counts = try await opened.store.block(opened.pepper.keyedID(of: id), since: UTCDay.today())
        print("Blocked. Erased \(Amount(counts.installations, "installation")) with \(Amount(counts.spans, "period")).")
    }

    private func unblock(_ id: String, in opened: OpenStore) async throws {
        guard try await opened.store.unblock(opened.pepper.keyedID(of: id)) else {
            throw ValidationError("this ID is not blocked")
        }
        print("It is let in again, with its next report.")
    }
}
