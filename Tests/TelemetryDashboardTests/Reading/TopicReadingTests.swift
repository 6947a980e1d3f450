// SPDX-License-Identifier: MIT

import TelemetryDashboard
import TelemetryInsights
import TelemetryStore
import Testing

struct TopicReadingTests {
    @Test func `the weeks asked for are read, as far as anybody was seen in them`() async throws {
        let few = try await Self.read(.overview, PageFilters(service: "butler-sos", weeks: 4))
        #expect(Self.weeks(few).count == 4)
        let many = try await Self.read(.overview, PageFilters(service: "butler-sos", weeks: 56))
        #expect(Self.weeks(many).count == 26)
        #expect(Self.weeks(many).last == SampleFleet.last.description)
    }

    @Test func `versions are listed with the newest first`() async throws {
        #expect(try await Self.read(.features).versions == ["14.2", "14.1", "13.0"])
    }

    @Test(arguments: Topic.general + [.feature("mqtt")])
    func `a page costs a handful of questions`(topic: Topic) async throws {
        let reader = SampleReader()
        _ = try await Self.read(topic, PageFilters(service: "butler-sos", minorVersion: "14.2"), reader)
        #expect(reader.questions <= 5)
    }

    @Test(arguments: [SampleReader.State.waiting, .empty])
    func `while no week is over no version can be chosen`(state: SampleReader.State) async throws {
        let filters = PageFilters(service: "butler-sos", minorVersion: "14.2")
        let problems = try await #require(throws: FilterProblems.self) {
            try await Self.read(.features, filters, SampleReader(state))
        }
        #expect(problems.problems.map(\.parameter) == ["version"])
    }

    @Test func `before anybody reported the store is empty`() async throws {
        #expect(try await Self.read(.overview, reader: SampleReader(.empty)).isEmpty)
        #expect(try await !Self.read(.overview, reader: SampleReader(.waiting)).isEmpty)
        #expect(try await !Self.read(.overview).isEmpty)
    }

    private static func read(
        _ topic: Topic, _ filters: PageFilters = PageFilters(service: "butler-sos"),
        _ reader: SampleReader = SampleReader()
    ) async throws -> TopicReading {
        try await TopicReading(topic, filters, from: reader, today: SampleFleet.today, collector: nil)
    }

    private static func read(_ topic: Topic, reader: SampleReader) async throws -> TopicReading {
        try await read(topic, PageFilters(service: "butler-sos"), reader)
    }

    private static func weeks(_ reading: TopicReading) -> [String] {
        reading.sheet.answers.first { $0.id == "installations" }?.table.rows.map(\.name) ?? []
    }
}
