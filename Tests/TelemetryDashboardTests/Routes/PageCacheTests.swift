// SPDX-License-Identifier: MIT

import MonitoringTestKit
import Testing

@testable import TelemetryDashboard

struct PageCacheTests {
    private let clock = TestClock()
    private let cache: PageCache
    private let page = PageDocument("text", audience: .makers)

    init() { cache = PageCache(clock: clock) }

    @Test func `a page is given out for a minute`() {
        cache.keep(page, at: "a")
        clock.advance(by: .seconds(59))
        #expect(cache.document(at: "a")?.tag == page.tag)
        #expect(cache.document(at: "b") == nil)
        clock.advance(by: .seconds(1))
        #expect(cache.document(at: "a") == nil)
    }

    @Test func `a page that is made again is given out for another minute`() {
        cache.keep(page, at: "a")
        clock.advance(by: .seconds(40))
        cache.keep(page, at: "a")
        clock.advance(by: .seconds(40))
        #expect(cache.document(at: "a") != nil)
        #expect(cache.count == 1)
    }

    @Test func `the oldest goes when there are too many`() {
        for number in 0...PageCache.entryLimit { cache.keep(page, at: "\(number)") }
        #expect(cache.count == PageCache.entryLimit)
        #expect(cache.document(at: "0") == nil && cache.document(at: "1") != nil)
    }

    @Test func `the oldest goes when they are too large`() {
        let large = PageDocument(String(repeating: "x", count: PageCache.byteLimit / 2), audience: .makers)
        for name in ["a", "b", "c"] { cache.keep(large, at: name) }
        #expect(cache.document(at: "a") == nil && cache.document(at: "b") != nil && cache.document(at: "c") != nil)
        cache.keep(PageDocument(String(repeating: "x", count: PageCache.byteLimit + 1), audience: .makers), at: "d")
        #expect(cache.document(at: "d") == nil && cache.count == 2)
    }

    @Test func `pages that are too old leave as others come`() {
        for name in ["a", "b"] { cache.keep(page, at: name) }
        clock.advance(by: .seconds(60))
        cache.keep(page, at: "c")
        #expect(cache.count == 1)
    }

    @Test func `other spellings of the same filters are the same page`() async throws {
        let site = try DashboardSite()
        let first = try await site.text("/features?weeks=52&version=14.2")
        let questions = site.reader.questions
        for query in ["version=14.2&weeks=052", "weeks=52&version=14.2&silent=0.30", "weeks=52&version=14%2E2&end="] {
            #expect(try await site.text("/features?\(query)") == first)
        }
        #expect(site.reader.questions == questions)
        _ = try await site.get("/features?weeks=8")
        #expect(site.reader.questions > questions)
    }
}
