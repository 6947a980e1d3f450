// SPDX-License-Identifier: MIT

import ArgumentParser
import CollectorStore
import TelemetryCollector
import TelemetryStore
import TelemetryWire

extension ExportFormat: ExpressibleByArgument {}

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write what is stored as CSV or as JSON lines, also while the collector serves.",
        discussion: """
            aggregates are the counts of the weeks that are over, dimension by dimension. states are the periods of every \
            installation, under a number that is good for this export only. Neither holds an ID, a hash of one or a key, and \
            installations that were seen on one day only are left out. Both hold small groups: publish neither as it is.
            """)

    enum Content: String, ExpressibleByArgument, CaseIterable {
        case aggregates, states
    }

    @Option(help: "What to write.")
    var what: Content

    @Option(help: "How to write it.")
    var format = ExportFormat.csv

    @Option(help: "Of which service.")
    var service = TelemetryService.butlerSOS.name

    @Option(help: "The file to write. It must not exist yet; only its owner may read it. Default: standard output.")
    var out: String?

    @OptionGroup var settings: CollectorOptions

    func run() async throws {
        guard let service = FieldRegistry.service(named: service) else {
            let names = FieldRegistry.services.map(\.name).joined(separator: ", ")
            throw ValidationError("--service: expected one of: \(names), found \"\(self.service)\"")
        }
        if let out { try NewFile.refuse(out) }
        try await OpenStore.withExisting(try settings.configuration()) { opened in
            let sink = try ExportSink(file: out)
            switch what {
            case .aggregates: try await writeAggregates(of: service, from: opened.store, to: sink)
            case .states: try await writeStates(of: service, from: opened.store, to: sink)
            }
            try sink.finish()
            if let out { print("Wrote \(Amount(sink.lines, "line")) to \(out).") }
        }
    }

    /// A year of weeks at a time. Rollups outlive the reports, so all weeks since 1970 are asked for.
    private func writeAggregates(
        of service: TelemetryService, from store: any RollupReader, to sink: ExportSink
    ) async throws {
        let table = ExportTable(columns: AggregateExport.columns, format: format)
        try sink.write(table.head)
        guard let last = try await store.closedWeeks()?.through else { return }
        var week = ISOWeek(number: 0)
        while week <= last {
            let end = min(week.advanced(by: 51), last)
            let rows = try await store.rollup(service: service.name, weeks: week...end)
            for line in AggregateExport.lines(rows, service: service.name) { try sink.write(line: table.line(line)) }
            week = end.advanced(by: 1)
        }
    }

    private func writeStates(
        of service: TelemetryService, from store: any HistoryExporter, to sink: ExportSink
    ) async throws {
        let export = StateExport(service: service)
        let table = ExportTable(columns: export.columns, format: format)
        try sink.write(table.head)
        try await store.histories(service: service.name) { history in
            for line in export.lines(history) { try sink.write(line: table.line(line)) }
        }
    }
}
