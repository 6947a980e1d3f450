// SPDX-License-Identifier: MIT

import TelemetryDashboard
import TelemetryStore
import Testing

struct StaticReportTests {
    @Test func `the folder has pages, style sheet, and the data of each answer`() async throws {
        let report = try await StaticReport(reader: SampleReader(), service: .sample, notice: "Simulated fleet")
        let names = Set(report.files.map(\.name))
        #expect(
            names.isSuperset(of: ["index.html", "erase.html", "style.css", "installations.csv", "installations.json"]))
        #expect(names.count == report.files.count)
        #expect(names.allSatisfy { $0.wholeMatch(of: /[a-z0-9.-]+/) != nil })
    }

    @Test func `every link leads to a file of the folder`() async throws {
        let report = try await StaticReport(reader: SampleReader(), service: .sample)
        let names = Set(report.files.map(\.name))
        for page in report.files where page.name.hasSuffix(".html") {
            #expect(PageFaults(page.text).all == [])
            let links = Markup(page.text).values(of: "href").filter { !$0.hasPrefix("data:") && $0 != "#content" }
            #expect(Set(links).subtracting(names) == [])
        }
    }

    @Test func `a store without closed weeks says what is missing`() async throws {
        for state in [SampleReader.State.waiting, .empty] {
            let report = try await StaticReport(reader: SampleReader(state), service: .sample)
            #expect(report.files.map(\.name) == ["index.html", "erase.html", "style.css"])
            #expect(
                report.files[0].text.contains("Not enough data: a week must be over in which at least 13 installations")
            )
        }
    }

    @Test func `pages are written last, and a writer that fails is not called again`() async throws {
        struct DiskFull: Error {}
        let report = try await StaticReport(reader: SampleReader(), service: .sample)
        var written: [String] = []
        report.write { written.append($0.name) }
        #expect(Set(written.suffix(2)) == ["index.html", "erase.html"] && written.count == report.files.count)
        var calls = 0
        #expect(throws: DiskFull.self) {
            try report.write { _ in
                calls += 1
                throw DiskFull()
            }
        }
        #expect(calls == 1)
    }

    @Test func `a store that fails gives no report`() async {
        await #expect(throws: StoreFailure.self) {
            try await StaticReport(reader: SampleReader(.failing), service: .sample)
        }
    }
}
