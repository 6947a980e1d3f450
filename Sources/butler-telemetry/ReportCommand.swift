// SPDX-License-Identifier: MIT

import ArgumentParser
import CollectorStore
import Foundation
import ProgramEntry
import TelemetryCollector
import TelemetryDashboard
import TelemetryInsights
import TelemetryStore
import TelemetryWire

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract:
            "Answer the makers' questions in sentences, or write the public pages, also while the collector serves.",
        discussion: """
            Each answer says how sure it is: its 95 % interval, how many installations it rests on, and which weeks. Small \
            groups are in it: publish only what --out writes, in which every count is rounded and small groups are hidden.
            """)

    // All texts: what does not fit is told with what was expected, and never hidden by the program's own --version.
    @Option(help: "How to write it: text or markdown.")
    var format: String?

    @Option(
        name: .customLong("topic"),
        help: """
            overview, features, features/NAME, platforms, versions, schedule, cohorts or data-health. May be repeated. \
            Default: all but single features.
            """)
    var topics: [String] = []

    @Option(help: "Of which service. Default: \(TelemetryService.butlerSOS.name).")
    var service: String?

    @Option(help: "How many closed weeks to look at, 4 to 56. Default: 26.")
    var weeks: String?

    @Option(help: "Only the installations of this minor version, such as 14.2.")
    var version: String?

    @Option(help: "The share of all installations that is assumed to say nothing. Default: 0.3.")
    var silent: String?

    @Option(help: "The date on which support is assumed to end, such as 2027-03-01. Default: in 90 days.")
    var end: String?

    @Option(
        help:
            "Write the public pages into this folder, for any web server. What an earlier report wrote there is replaced."
    )
    var out: String?

    @Option(help: "\(CollectorSetting.notice.meaning)")
    var notice: String?

    @OptionGroup var settings: CollectorOptions

    private enum Format: String, CaseIterable {
        case text, markdown
    }

    func run() async throws {
        let today = UTCDay.today()
        let filters = try filters(today)
        let configuration = try settings.configuration([.notice: notice].compactMapValues { $0 })
        if let out {
            try refuseFilters()
            return try await writePublicPages(to: out, filters, configuration)
        }
        let format = try chosenFormat()
        let topics = try chosenTopics(filters.service)
        var parts = configuration.notice.map { [PlainText.line($0) + "\n"] } ?? []
        parts += try await OpenStore.withExisting(configuration) { opened in
            var parts: [String] = []
            for topic in topics {
                let sheet = try await sheet(topic, filters, from: opened.store, today)
                parts.append(format == .text ? sheet.text : sheet.markdown)
            }
            return parts
        }
        try StandardOutput.write(parts.joined(separator: "\n").utf8)
    }

    private func sheet(
        _ topic: Topic, _ filters: PageFilters, from store: any FleetStore, _ today: UTCDay
    ) async throws -> AnswerSheet {
        do {
            return try await TopicReading(topic, filters, from: store, today: today, collector: nil).sheet
        } catch let problems as FilterProblems {
            throw Self.failure(problems)
        }
    }

    // MARK: Options

    /// The options that the pages have as parameters of their addresses, under the same names.
    private var asked: [(name: String, value: String)] {
        [("service", service), ("version", version), ("weeks", weeks), ("silent", silent), ("end", end)]
            .compactMap { name, value in value.map { (name, $0) } }
    }

    private func filters(_ today: UTCDay) throws -> PageFilters {
        if let empty = asked.first(where: \.value.isEmpty) {
            throw ValidationError("--\(empty.name): expected a value, found \"\"")
        }
        let query = asked.map { "\($0.name)=\(AddressQuery.encoded($0.value))" }.joined(separator: "&")
        do {
            return try PageFilters(
                AddressQuery(query), scope: .all, services: FieldRegistry.services.map(\.name), today: today)
        } catch {
            throw Self.failure(error)
        }
    }

    private static func failure(_ problems: FilterProblems) -> ValidationError {
        ValidationError(
            problems.problems.map {
                "--\($0.parameter): expected \($0.expected), found \"\(PlainText.line($0.found))\""
            }.joined(separator: "\n"))
    }

    private func chosenFormat() throws -> Format {
        guard let format else { return .text }
        guard let chosen = Format(rawValue: format) else {
            throw ValidationError("--format: expected text or markdown, found \"\(PlainText.line(format))\"")
        }
        return chosen
    }

    /// In the order given, each once.
    private func chosenTopics(_ service: String) throws -> [Topic] {
        let features = FieldRegistry.service(named: service)?.features.map(\.name) ?? []
        let chosen = try topics.map { path -> Topic in
            guard let topic = Topic(path: path) else {
                let paths = Topic.general.map(\.path).joined(separator: ", ")
                throw ValidationError(
                    "--topic: expected one of \(paths) or features/NAME, found \"\(PlainText.line(path))\"")
            }
            if case .feature(let name) = topic, !features.contains(name) {
                throw ValidationError(
                    "--topic: expected features/ with one of \(features.joined(separator: ", ")), "
                        + "found \"\(PlainText.line(path))\"")
            }
            return topic
        }
        var seen: Set<Topic> = []
        return chosen.isEmpty ? Topic.general : chosen.filter { seen.insert($0).inserted }
    }

    // MARK: Public pages

    /// Public figures have no filters: each would tell more about the few.
    private func refuseFilters() throws {
        let more =
            asked.map(\.name).filter { $0 != "service" } + (format == nil ? [] : ["format"])
            + (topics.isEmpty ? [] : ["topic"])
        guard let name = more.first else { return }
        throw ValidationError("--out: expected no further choice than --service, found --\(name)")
    }

    private func writePublicPages(
        to path: String, _ filters: PageFilters, _ configuration: CollectorConfiguration
    ) async throws {
        let folder = try PublicFolder(path)
        let title = FieldRegistry.service(named: filters.service)?.title
        let report = try await OpenStore.withExisting(configuration) { opened in
            try await StaticReport(
                reader: opened.store, service: ServiceTitle(name: filters.service, title: title),
                notice: configuration.notice)
        }
        try folder.replace { write in
            try report.write { file in try write(file.name, file.text) }
        }
        print("Wrote \(Amount(report.files.count, "file")) to \(path).")
    }
}

/// A folder of public pages that is replaced as a whole: a page of an earlier report that is no longer written, since a group
/// became small, does not stay.
private struct PublicFolder {
    /// What every report has.
    private static let pages: Set<String> = ["index.html", "erase.html", "style.css"]
    /// What else it has.
    private static let figures: Set<String> = ["csv", "json"]

    private let folder: URL

    /// Throws if there is something that no earlier report wrote.
    init(_ path: String) throws {
        guard !path.isEmpty else { throw ValidationError("--out: expected a folder, found \"\"") }
        folder = URL(fileURLWithPath: path, isDirectory: true)
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder) else { return }
        guard isFolder.boolValue else {
            throw ValidationError("--out: expected a folder, found the file \(path)")
        }
        let names = Set(try FileManager.default.contentsOfDirectory(atPath: folder.path))
        let others = names.subtracting(Self.pages)
            .filter { !Self.figures.contains(URL(fileURLWithPath: $0).pathExtension) }
        guard !names.isEmpty, !others.isEmpty || !names.isSuperset(of: Self.pages) else { return }
        let found = (others.min() ?? names.min()).map { PlainText.line($0) } ?? "nothing"
        throw ValidationError(
            "--out: expected a new folder, an empty one or one of an earlier report, found \(found) in \(path)")
    }

    func replace(_ body: ((_ name: String, _ text: String) throws -> Void) throws -> Void) throws {
        let files = FileManager.default
        let suffix = ".\(ProcessInfo.processInfo.processIdentifier)"
        let parent = folder.deletingLastPathComponent()
        let new = parent.appendingPathComponent(folder.lastPathComponent + suffix + ".new", isDirectory: true)
        let old = parent.appendingPathComponent(folder.lastPathComponent + suffix + ".old", isDirectory: true)
        let isThere = files.fileExists(atPath: folder.path)
        do {
            try files.createDirectory(at: new, withIntermediateDirectories: true)
            try body { name, text in try Data(text.utf8).write(to: new.appendingPathComponent(name)) }
            if isThere { try files.moveItem(at: folder, to: old) }
            try files.moveItem(at: new, to: folder)
            if isThere { try files.removeItem(at: old) }
        } catch {
            try? files.removeItem(at: new)
            // What was there is worth more than nothing.
            if isThere, !files.fileExists(atPath: folder.path) { try? files.moveItem(at: old, to: folder) }
            // It is written beside the folder first.
            throw ValidationError(
                "--out: \(folder.path) cannot be written, which takes write access to \(parent.path), too: "
                    + error.localizedDescription)
        }
    }
}
