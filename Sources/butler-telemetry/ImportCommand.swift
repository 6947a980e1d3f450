// SPDX-License-Identifier: MIT

import ArgumentParser
import CollectorStore
import Foundation
import LogOutput
import TelemetryCollector
import TelemetryWire

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take in exported reports of installations without internet, also while the collector serves.",
        discussion: """
            Each line of a file is checked as if it were sent. Lines that are refused are named with the reason (the first \
            \(RefusalListing.maximumNamed), then they are counted), and do not stop the others; importing a file twice does \
            no harm.
            """)

    @Argument(help: "Files with exported reports, one per line. - is standard input.")
    var files: [String]

    @OptionGroup var settings: CollectorOptions

    func run() async throws {
        let inputs = try files.map { try ImportInput($0) }
        var (counts, refusals, failure) = (ReportImport.Counts(), RefusalListing(), String?.none)
        try await OpenStore.withExisting(try settings.configuration()) { opened in
            let ingest = ReportIngest(
                store: opened.store, pepper: opened.pepper, metrics: CollectorMetrics(), today: UTCDay.today,
                logger: ProgramLog(level: .info).logger("butler-telemetry"))
            let reports = ReportImport(ingest: ingest, history: opened.store)
            for input in inputs where failure == nil {
                do {
                    try await reports.run(reading: input.next, counting: &counts) { refusal in
                        if let text = refusals.add(refusal, in: input.name) { print(text) }
                    }
                } catch {
                    failure = "\(input.name): \(error)"
                }
            }
        }
        if let rest = refusals.rest { print(rest) }
        print("Stored: \(counts.stored). Already there: \(counts.alreadyThere). Refused: \(counts.refused).")
        if let failure { throw ValidationError(failure) }
        guard counts.refused == 0 else { throw ValidationError("not every line was taken") }
    }
}
