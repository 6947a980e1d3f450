// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryStore
import TelemetryWire
import Testing

@testable import TelemetryDashboard

/// What the public summary says in words.
struct PublicReadingTests {
    private struct Reader: RollupReader {
        /// How many installations were seen, from the oldest week to the newest closed one.
        let installations: [Int]
        /// Of each week with any.
        let counts: [(dimension: RollupDimension, value: String, count: Int)]

        func closedWeeks() async throws -> ClosedWeeks? {
            ClosedWeeks(through: SampleFleet.last, frozen: SampleFleet.last.advanced(by: -56))
        }

        func counts(_ query: RollupQuery) async throws -> [WeekCount] {
            let first = SampleFleet.last.advanced(by: 1 - installations.count)
            return installations.enumerated().filter { $0.element > 0 }.flatMap { index, seen in
                let week = first.advanced(by: index)
                return [WeekCount(week: week, dimension: .installations, value: "", count: seen)]
                    + counts.map { WeekCount(week: week, dimension: $0.dimension, value: $0.value, count: $0.count) }
            }
            .filter { query.weeks.contains($0.week) && query.dimensions.contains($0.dimension) }
        }

        func rollup(service: String, weeks: ClosedRange<ISOWeek>) async throws -> [RollupRow] { [] }

        func recount(service: String, week: ISOWeek) async throws -> [RollupCell: Int] { [:] }
    }

    private func content(
        _ installations: [Int], _ counts: [(dimension: RollupDimension, value: String, count: Int)] = []
    ) async throws -> PageContent {
        let service = ServiceTitle(name: "butler-sos", title: "Butler SOS")
        return try await PublicReading(service: service, from: Reader(installations: installations, counts: counts))
            .content
    }

    private func sentences(_ content: PageContent, _ id: String) -> [String] {
        (content.answers.first { $0.id == id }?.sentences ?? []).map { PlainText.line($0) }
    }

    @Test func `a silent week leaves the summary of the week before, and says so`() async throws {
        let newest = SampleFleet.last
        let whole = try await content([200, 198])
        #expect(
            whole.lead == "About 200 installations of Butler SOS reported in week \(newest), which ended on "
                + "\(newest.sunday).")
        let before = newest.advanced(by: -1)
        let silent = try await content([200, 3])
        #expect(
            silent.lead == "About 200 installations of Butler SOS reported in week \(before), which ended on "
                + "\(before.sunday). In the week that is over since then fewer than 13 did, too few to be told of.")
        let long = try await content([200, 0, 0, 0])
        #expect(long.lead.hasSuffix("In each of the 3 weeks since then fewer than 13 did, too few to be told of."))
        #expect(!long.answers.isEmpty)
    }

    @Test func `after four silent weeks there is nothing to say`() async throws {
        let content = try await content([200, 0, 0, 0, 0])
        #expect(content.lead.hasPrefix("Not enough data: ") && content.lead.hasSuffix("one of the last 4."))
        #expect(content.answers.isEmpty)
    }

    @Test func `of the features shown the most widely used is named, and the rule for those that are not`() async throws
    {
        let content = try await content(
            [200],
            [
                (.feature, "mqtt=on", 50), (.feature, "mqtt=off", 149), (.feature, "influxdb=on", 140),
                (.feature, "logdb=on", 3), (.feature, "appNames=on", 198),
            ])
        let found = sentences(content, "features")
        #expect(
            found[0].hasPrefix(
                "Of the features shown, InfluxDB is the most widely used: about 70.0 % (63.3–75.9) of the installations "
                    + "report it on; week "), "\(found)")
        #expect(
            found[1]
                == "Features that fewer than 5 installations, or all but fewer than 5, report on are left out.")
        let table = try #require(content.answers.first { $0.id == "features" }?.table)
        #expect(table.columns == ["Feature", "Report it on", "Installations", "Share"])
        #expect(table.rows.map(\.name) == ["InfluxDB", "MQTT"])
        #expect(
            table.rows.map(\.figures) == [
                [.count(140), .count(200), .share(0.7)], [.count(50), .count(200), .share(0.25)],
            ])
    }

    @Test func `what rounding may have left is not said to be in no group`() async throws {
        let rounded = try await content([228], ["x64", "arm64", "ia32", "s390x"].map { (.arch, $0, 57) })
        #expect(sentences(rounded, "architectures").count == 1)
        let hidden = try await content([109], [(.arch, "x64", 100), (.arch, "arm64", 5), (.arch, "ia32", 4)])
        #expect(sentences(hidden, "architectures").last == "About 10 are in no group that is shown.")
    }
}
