// SPDX-License-Identifier: MIT

import Crypto
import Foundation
import HTTPTypes
import HummingbirdTesting
import TelemetryCollector
import TelemetryStore
import TelemetryTestKit
import TelemetryWire
import Testing

/// A small flood; the large ones are measured.
struct FloodTests {
    private static let week = ISOWeek(Collector.today)

    /// A fleet that was there for weeks before the flood, on three versions.
    private func settle(_ collector: Collector) async throws {
        for number in 0..<30 {
            for day in [-9, -8] {
                _ = await collector.store.submit(
                    Sample.submission(
                        installation: number, counter: UInt64(10 + day), day: Collector.today.advanced(by: day),
                        version: "\(number % 3).0.0"))
            }
        }
        _ = try await collector.store.closeWeeks(before: Collector.today)
    }

    private func sender(_ number: Int, _ version: String) -> Sender {
        Sender(id: Hex.encode(SHA256.hash(data: Data("flood \(number)".utf8))), version: version)
    }

    @Test func `one installation without rest gets its share, and changes nothing for the others`() async throws {
        var settings = Collector.Settings()
        settings.messagesPerInstallation = 60
        let collector = Collector(settings)
        try await settle(collector)
        let noisy = sender(0, "9.9.9")
        var statuses: [Int: Int] = [:]
        for counter in 1...400 as ClosedRange<UInt64> {
            let answer = try await collector.send(noisy, counter: counter)
            statuses[answer.status.code, default: 0] += 1
            if answer.status == .tooManyRequests { #expect(answer.headers[.retryAfter] != nil) }
        }
        #expect(Set(statuses.keys) == [202, 429])
        #expect(statuses[202, default: 0] <= 61)
        #expect(try await collector.send(sender(1, "1.0.0"), counter: 1).status == .accepted)
        #expect(await collector.store.statistics().spans <= 32)
    }

    @Test func `fresh installations are in no figure of a week until they come on another day`() async throws {
        let collector = Collector()
        try await settle(collector)
        let before = await collector.store.rollup(service: "butler-sos", weeks: Self.week.advanced(by: -2)...Self.week)
        for number in 0..<300 {
            #expect(try await collector.send(sender(number, "6.6.6"), counter: 1).status == .accepted)
        }
        _ = try await collector.store.closeWeeks(before: Collector.today.advanced(by: 7))
        let rows = await collector.store.rollup(service: "butler-sos", weeks: Self.week.advanced(by: -2)...Self.week)
        let added = Set(rows).subtracting(before)
        let expected = RollupCell(minorVersion: "6.6", dimension: .quarantined, value: "")
        #expect(added == [RollupRow(week: Self.week, cell: expected, count: 300)])
    }

    @Test func `what is more than may come new in an hour is put off, and what is known is not`() async throws {
        let budget = NewcomerBudget(perHour: 20)
        let store = InMemoryStore(admission: budget.admit)
        let collector = Collector(store: store)
        var statuses: [Int: Int] = [:]
        let senders = (0..<60).map { sender($0, "1.0.0") }
        for sender in senders {
            let answer = try await collector.send(sender, counter: 1)
            statuses[answer.status.code, default: 0] += 1
            if answer.status != .accepted { #expect(answer.headers[.retryAfter] != nil) }
        }
        #expect(Set(statuses.keys) == [202, 503])
        #expect((20...22).contains(statuses[202, default: 0]))
        #expect(try await collector.send(senders[0], counter: 2).status == .accepted)
        #expect(await store.statistics().installations == statuses[202])
    }
}
