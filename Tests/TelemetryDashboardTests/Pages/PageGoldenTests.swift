// SPDX-License-Identifier: MIT

import TelemetryDashboard
import TelemetryInsights
import Testing

struct PageGoldenTests {
    private static let answers = [
        "bars": Answer.bars(), "lines": .lines(), "stack": .stack(), "matrix": .matrix(), "words": .tooLittle,
    ]

    @Test(arguments: answers.keys.sorted())
    func `an answer is rendered as it was when somebody looked`(name: String) throws {
        let answer = try #require(Self.answers[name])
        try GoldenFile("\(name).html").expect(SamplePage.html([answer]))
    }

    @Test func `a page of a feature with filters and a notice is rendered as it was when somebody looked`() throws {
        let filters = PageFilters(service: "butler-sos", minorVersion: "14.2", weeks: 52)
        let html = try SamplePage.html(
            [.bars()], at: .topic(.feature("mqtt")), filters: filters, notice: "Simulated fleet")
        try GoldenFile("feature.html").expect(html)
    }

    @Test func `how to erase is rendered as it was when somebody looked`() async throws {
        let report = try await StaticReport(reader: SampleReader(.empty), service: .sample)
        try GoldenFile("erase.html").expect(#require(report.files.first { $0.name == "erase.html" }).text)
    }
}
