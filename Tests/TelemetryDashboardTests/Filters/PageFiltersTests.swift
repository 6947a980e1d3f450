// SPDX-License-Identifier: MIT

import TelemetryDashboard
import TelemetryWire
import Testing

struct PageFiltersTests {
    private static let usual = PageFilters(service: "butler-sos")

    @Test func `without filters everything is as usual`() throws {
        #expect(try Self.read("") == Self.usual)
        #expect(try Self.read("version=&weeks=&silent=&end=&service=") == Self.usual)
        #expect(Self.usual.query(usualService: "butler-sos").isEmpty)
    }

    @Test func `every filter is read, in any order and more than once`() throws {
        let filters = try Self.read("end=2027-03-01&silent=0.45&weeks=52&version=14.2&service=coffee&weeks=52")
        let end = try #require(UTCDay(year: 2027, month: 3, day: 1))
        #expect(
            filters
                == PageFilters(
                    service: "coffee", minorVersion: "14.2", weeks: 52, silentThousandths: 450, endOfSupport: end))
        #expect(
            filters.query(usualService: "butler-sos")
                == "?service=coffee&version=14.2&weeks=52&silent=0.45&end=2027-03-01")
    }

    @Test(arguments: ["version=15.0%2Bbeta", "weeks=4", "weeks=56", "silent=0", "silent=0.9", "silent=0.125"])
    func `what was read is written the same way`(query: String) throws {
        #expect(try Self.read(query).query(usualService: "butler-sos") == "?\(query)")
    }

    @Test(arguments: ["weeks=026", "silent=0.30", "silent=0.300", "service=butler-sos", "%77eeks=26"])
    func `other spellings of the usual are the usual`(query: String) throws {
        #expect(try Self.read(query) == Self.usual)
    }

    @Test(arguments: [
        ("weeks=3", "weeks"), ("weeks=57", "weeks"), ("weeks=99999999999999999999", "weeks"), ("weeks=-5", "weeks"),
        ("weeks=1e1", "weeks"), ("weeks=٢٦", "weeks"), ("weeks=4&weeks=8", "weeks"), ("weeks=%FF", "weeks"),
        ("weeks=%2", "weeks"), ("silent=1", "silent"), ("silent=.3", "silent"), ("silent=0.901", "silent"),
        ("silent=0.3000", "silent"), ("silent=30%25", "silent"), ("silent=nan", "silent"), ("end=2026-11-22", "end"),
        ("end=2020-01-01", "end"), ("end=9999-12-31", "end"), ("end=2027-02-30", "end"), ("end=2027-2-3", "end"),
        ("end=tomorrow", "end"), ("service=nobody", "service"), ("version=<script>", "version"),
        ("version=14.2'--", "version"), ("version=14%002", "version"), ("colour=red", "colour"), ("weeks", "weeks"),
        ("=5", ""), ("%F0=5", "?"),
    ])
    func `what cannot be followed is named`(query: String, parameter: String) throws {
        let problems = try #require(throws: FilterProblems.self) { try Self.read(query) }
        #expect(problems.problems.map(\.parameter) == [parameter])
        #expect(problems.problems.allSatisfy { !$0.expected.isEmpty })
    }

    @Test func `all that is wrong is named at once`() throws {
        let problems = try #require(throws: FilterProblems.self) { try Self.read("weeks=900&silent=2&x=1") }
        #expect(problems.problems.map(\.parameter) == ["weeks", "silent", "x"])
        #expect(problems.problems[0].expected == "a whole number of weeks from 4 to 56")
        #expect(problems.problems[0].found == "900")
    }

    @Test func `contradictions are shown as such`() throws {
        let problems = try #require(throws: FilterProblems.self) { try Self.read("weeks=4&weeks=8") }
        #expect(problems.problems.map(\.found) == ["both 4 and 8"])
    }

    @Test func `public figures are not filtered`() throws {
        #expect(try Self.read("service=coffee", scope: .serviceOnly).service == "coffee")
        for query in ["weeks=8", "version=14.2", "silent=0.1", "end=2027-03-01"] {
            #expect(throws: FilterProblems.self) { try Self.read(query, scope: .serviceOnly) }
        }
    }

    @Test func `any text can be part of an address`() {
        #expect(AddressQuery.encoded("14.2-a_b~") == "14.2-a_b~")
        #expect(AddressQuery.encoded("a b&c=d/é\"") == "a%20b%26c%3Dd%2F%C3%A9%22")
        let entries = AddressQuery("a%20b=c%26d+e").entries
        #expect(entries.map(\.name) == ["a b"] && entries.map(\.value) == ["c&d e"])
    }

    private static func read(_ query: String, scope: PageFilters.Scope = .all) throws -> PageFilters {
        try PageFilters(
            AddressQuery(query), scope: scope, services: ["butler-sos", "coffee"], today: SampleFleet.today)
    }
}
