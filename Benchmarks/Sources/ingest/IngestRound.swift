// SPDX-License-Identifier: MIT

import Foundation

/// Three days in the life of a collector. On the first it hears of some installations, on the second it hears of them again,
/// which ends their quarantine; so today it knows them.
struct IngestRound {
    /// The first reports ever: each makes a new installation.
    let first: LoadResult
    /// Their reports of the second day.
    let second: LoadResult
    /// Today's first reports of half of them, as fast as possible: the peak. One in twenty has changed.
    let peak: LoadResult
    /// Today's first reports of the other half, at half of that rate.
    let paced: LoadResult
    /// Everybody once more on the same day: with signatures, each has a new counter.
    let again: LoadResult
    /// In KiB.
    let peakAnonymous: Int
    let secondsToReady: Double

    init(_ collector: Collector, data: String, reports: InventedReports, installations: Int) throws {
        let before = try collector.start(data: data, daysAgo: 2)
        first = try before.run(reports.deck(0..<installations, pass: 1))
        before.stop()
        let yesterday = try collector.start(data: data, daysAgo: 1)
        second = try yesterday.run(reports.deck(0..<installations, pass: 2))
        yesterday.stop()

        let today = try collector.start(data: data)
        defer { today.stop() }
        secondsToReady = today.secondsToReady
        let half = installations / 2
        peak = try today.run(reports.deck(0..<half, pass: 3) { $0.isMultiple(of: 20) })
        paced = try today.run(
            reports.deck(half..<installations, pass: 3) { $0.isMultiple(of: 20) }, pace: .perSecond(peak.rate / 2))
        again = try today.run(reports.deck(0..<installations, pass: 4) { $0.isMultiple(of: 20) })
        peakAnonymous = today.peakAnonymous
    }

    func show() {
        print("  unknown installations:      \(first.summary)")
        print("  for the second time:        \(second.summary)")
        print("  first report of the day:    \(peak.summary)")
        print("  the same at half the rate:  \(paced.summary)")
        print("  again on the same day:      \(again.summary)")
        print(
            String(
                format: "  ready after %.3f s (target < 0.1), RssAnon at most %.1f MiB (target < 40)", secondsToReady,
                Double(peakAnonymous) / 1024))
        print(String(format: "  p99 at half the rate %.2f ms (target <= 10)", paced.milliseconds(0.99)))
    }
}
