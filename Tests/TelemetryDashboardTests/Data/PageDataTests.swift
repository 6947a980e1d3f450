// SPDX-License-Identifier: MIT

import Foundation
import NIOCore
import TelemetryInsights
import TelemetryStore
import Testing

@testable import TelemetryDashboard

/// What programs get of the answers that there are.
struct PageDataTests {
    private let site: DashboardSite

    init() throws { site = try DashboardSite() }

    @Test(arguments: [
        "/", "/features", "/features/mqtt", "/platforms", "/versions", "/schedule", "/cohorts", "/data-health",
    ])
    func `a number is never text, and no title is taken for a formula`(path: String) async throws {
        let folder = path == "/" ? "/overview" : path
        let links = try await Markup(site.text(path)).values(of: "href")
        let files = Set(links.compactMap { $0.split(separator: "/").last }.filter { $0.hasSuffix(".json") }).sorted()
        #expect(!files.isEmpty)
        for file in files {
            let text = try await site.text("\(folder)/\(file)")
            let object = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
            let cells = try #require(object["rows"] as? [[Any]]).flatMap { $0.dropFirst() }.compactMap { $0 as? String }
            #expect(
                cells.filter { $0.wholeMatch(of: /[<>]?[-+\u{2212}]?[0-9.]+.?%?/) != nil } == [], "\(file) of \(path)")
            let titles = try await site.text("\(folder)/\(file.replacing(".json", with: ".csv"))").prefix {
                $0 != "\r\n"
            }
            #expect(!titles.contains("'"), "\(file) of \(path): \(titles)")
        }
    }

    @Test func `a lift and a pace are numbers`() async throws {
        let pairs = try await site.text("/features/pairs.csv").split(separator: "\r\n")
        #expect(pairs[0] == "Pair,Both,Only the first,Only the second,Neither,Lift,Lift from,Lift to,Phi")
        let lift = try #require(pairs[1].split(separator: ",").dropFirst(5).first.flatMap { Double($0) })
        #expect(lift > 0 && lift != (lift * 100).rounded() / 100)
        let pace = try await site.text("/schedule/runtimes.csv").split(separator: "\r\n")[1].split(separator: ",")
        #expect(Double(pace[6]) != nil && !pace[6].contains("−"))
    }

    @Test func `what half of the installations have not surely reached has no upper end`() throws {
        let week = SampleFleet.last
        let counts = [
            (week.advanced(by: -1), "", 10), (week, "", 10), (week.advanced(by: -1), "14.1.0", 10), (week, "14.1.0", 4),
            (week, "14.2.0", 6),
        ].map { week, value, count in
            WeekCount(week: week, dimension: value.isEmpty ? .installations : .version, value: value, count: count)
        }
        let history = FleetHistory(service: "butler-sos", weeks: week.advanced(by: -1)...week, counts: counts)
        let sheet = AnswerSheet(.versions, AnswerContext(history: history, today: SampleFleet.today))
        let uptake = try #require(sheet.answers.first { $0.id == "uptake" })
        #expect(uptake.table.csv.contains("14.2,\(week),0,0,inf,,,,,,\r\n"))
        #expect(try SamplePage.html([uptake]).contains("<td>or more</td>"))
    }

    @Test func `cohorts have no column of which nothing is known`() async throws {
        let rows = try await site.text("/cohorts/retention.csv").split(separator: "\r\n")
            .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        #expect(rows[0].prefix(4) == ["Month", "Size", "Same month", "1 month"])
        let last = try #require(rows[0].indices.last)
        #expect(last < 14 && rows.dropFirst().contains { !$0[last].isEmpty })
    }

    @Test func `changes are in points, and the matrix of a feature is about that feature`() async throws {
        #expect(try await site.text("/features").contains(" points</td>"))
        let html = try await site.text("/features/mqtt")
        #expect(
            html.contains("<th scope=\"col\"><bdi>With MQTT</bdi></th><th scope=\"col\"><bdi>MQTT with it</bdi></th>"))
        // Of n / 5 + n / 8 with MQTT, and of n / 5 + n / 9 with InfluxDB, n / 5 have both.
        let row = try #require(
            html.firstMatch(of: /<bdi>InfluxDB<\/bdi><\/th><td class="h\d">([^<]*)<\/td><td class="h\d">([^<]*)</))
        #expect(row.1 == "62\u{202F}%" && row.2 == "65\u{202F}%")
    }

    @Test(arguments: ["/features", "/features/mqtt", "/platforms", "/cohorts"])
    func `every matrix says what its shares are shares of`(path: String) async throws {
        let html = try await site.text(path)
        let matrices = html.ranges(of: "<table class=\"matrix").count
        #expect(matrices > 0)
        #expect(
            html.matches(of: /<p class="small">[^<]*share[^<]*<\/p>\n<div class="scroll"/.ignoresCase()).count
                == matrices)
    }

    @Test func `a page and a report call a topic the same`() {
        for topic in Topic.general { #expect(topic.path == DashboardPage.topic(topic).dataPath) }
        #expect(Topic(path: "health") == .health)
    }
}
