// SPDX-License-Identifier: MIT

import Synchronization
import TelemetryStore
import TelemetryWire
import Testing

/// What a store tells about itself, and how it is filled.
extension StoreContract {
    func verifyKeeping() async throws {
        let store = try await makeStore()
        var statistics = try await store.statistics()
        #expect(statistics.installations == 0 && statistics.spans == 0 && statistics.days == nil)
        #expect(statistics.closedWeeks == nil)
        _ = try await store.submit(Sample.submission(installation: 0, counter: 1, day: day))
        _ = try await store.submit(
            Sample.submission(installation: 0, counter: 2, day: day.advanced(by: 2), version: "2"))
        _ = try await store.submit(Sample.submission(installation: 1, counter: nil, day: day.advanced(by: 1)))
        try await store.checkWritable()
        try await store.checkWritable()
        statistics = try await store.statistics()
        #expect(statistics.installations == 2 && statistics.spans == 3 && statistics.states == 2)
        #expect(statistics.quarantined == 1 && statistics.tombstones == 0 && statistics.blocked == 0)
        #expect(statistics.days == day...day.advanced(by: 2))
        #expect(statistics.bytes.map { $0 > 0 } ?? true)
    }

    func verifyBulkLoading() async throws {
        let (filled, told) = (try await makeStore(), try await makeStore())
        var batch: [BulkInstallation] = []
        for installation in 0..<20 {
            var history = History()
            for report in 0...installation {
                let (when, version) = (day.advanced(by: report * 3), "1.\(report / 4).0")
                history.add(Sample.state(version: version), on: when)
                _ = try await told.submit(
                    Sample.submission(
                        installation: installation, counter: UInt64(report + 1), day: when, version: version))
            }
            let key = Sample.proof(installation: installation, counter: 1).publicKey
            batch.append(
                BulkInstallation(keyedID: Sample.keyedID(installation), publicKey: key, history: history))
        }
        try await filled.load(batch)
        let today = day.advanced(by: 80)
        for store in [filled, told] { _ = try await store.closeWeeks(before: today) }
        for week in ISOWeek(day)...ISOWeek(today) {
            #expect(try await cells(of: filled, week) == cells(of: told, week))
        }
        #expect(
            try await filled.overview(service: "butler-sos", asOf: today)
                == told.overview(service: "butler-sos", asOf: today))
        #expect(try await filled.statistics().spans == told.statistics().spans)
        let mine = Mutex<Set<[Span]>>([])
        let other = Mutex<Set<[Span]>>([])
        try await filled.histories(service: "butler-sos") { history in mine.withLock { _ = $0.insert(history.spans) } }
        try await told.histories(service: "butler-sos") { history in other.withLock { _ = $0.insert(history.spans) } }
        let (exported, expected) = (mine.withLock { $0 }, other.withLock { $0 })
        #expect(exported == expected && exported.count == 19)
    }

    func verifyFluttering() async throws {
        let store = try await makeStore()
        for index in 0..<SpanRule.maximumSpans + 50 {
            _ = try await store.submit(
                Sample.submission(
                    installation: 1, counter: nil, day: day.advanced(by: index), version: "\(index).0.0"))
        }
        #expect(try await store.statistics().spans == SpanRule.maximumSpans)
        #expect(
            try await store.overview(service: "butler-sos", asOf: day.advanced(by: SpanRule.maximumSpans + 49))
                .installations == 1)
    }
}
