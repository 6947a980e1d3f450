// SPDX-License-Identifier: MIT

import BenchmarkSupport
import Foundation

/// What is measured, each compared with something from the same run.
struct Scenarios {
    var collector: Collector
    var installations: Int
    var rounds: Int

    /// The published message against an endpoint that does nothing with it.
    func unsigned() throws {
        let reports = InventedReports(kind: .unsigned)
        var ratios: [Double] = []
        for round in 0..<rounds {
            let deck = try reports.deck(0..<installations, pass: 1)
            let before = try BareRate(deck, count: installations, work: collector.work).result
            let collected = try IngestRound(
                collector, data: data("unsigned-\(round)"), reports: reports, installations: installations)
            let after = try BareRate(deck, count: installations, work: collector.work).result
            print("unsigned, \(installations) installations, round \(round + 1)")
            print("  bare endpoint, before:      \(before.summary)")
            print("  bare endpoint, after:       \(after.summary)")
            collected.show()
            fflush(nil)
            ratios.append(collected.peak.rate / ((before.rate + after.rate) / 2))
        }
        show("first reports of the day / bare endpoint", ratios, target: "0.35")
    }

    /// Signed reports against checking signatures and nothing else, on all cores.
    func signed() throws {
        let reports = InventedReports(kind: .signed)
        var ratios: [Double] = []
        for round in 0..<rounds {
            let before = try InventedReports.verificationsPerSecond()
            let collected = try IngestRound(
                collector, data: data("signed-\(round)"), reports: reports, installations: installations)
            let after = try InventedReports.verificationsPerSecond()
            print("signed, \(installations) installations, round \(round + 1)")
            print(String(format: "  signatures alone:           %.0f/s before, %.0f/s after", before, after))
            collected.show()
            fflush(nil)
            ratios.append(collected.peak.rate / ((before + after) / 2))
        }
        show("signed reports / signatures alone", ratios, target: "0.45")
    }

    /// From the start of the process to the first answer, with installations in the database.
    func start() throws {
        let folder = data("start")
        let filling = try collector.start(data: folder)
        _ = try filling.run(InventedReports(kind: .unsigned).deck(0..<installations, pass: 1))
        filling.stop()
        try start(folder)
    }

    func start(_ folder: String) throws {
        let times = try (0..<10).map { _ in
            let endpoint = try collector.start(data: folder)
            defer { endpoint.stop() }
            return endpoint.secondsToReady
        }
        show("start to ready, s", times, target: "< 0.1")
    }

    /// A million reports from one installation, and from a thousand that nobody knew: with the limits and without.
    func flood(reports count: Int) throws {
        for (name, senders) in [("one installation", 1), ("a thousand fresh ones", 1000)] {
            for isLimited in [true, false] {
                let folder = data("flood-\(senders)-\(isLimited)")
                let endpoint = try collector.start(data: folder, isLimited: isLimited)
                let before = endpoint.peakAnonymous
                let deck = try InventedReports(kind: .unsigned).deck(0..<senders, pass: 1)
                let result = try endpoint.run(deck, count: count)
                endpoint.stop()
                print("flood, \(count) reports of \(name), \(isLimited ? "with the usual limits" : "without limits")")
                print("  \(result.summary)")
                print(
                    String(
                        format: "  RssAnon %.1f MiB before, at most %.1f MiB; database %.1f MiB", Double(before) / 1024,
                        Double(endpoint.peakAnonymous) / 1024, collector.mebibytes(data: folder)))
                fflush(nil)
            }
        }
    }

    private func data(_ name: String) -> String { collector.work.file(name) }

    private func show(_ name: String, _ values: [Double], target: String) {
        let sorted = values.sorted()
        guard let least = sorted.first, let most = sorted.last else { return }
        print(
            String(
                format: "%@: min %.3f, median %.3f, max %.3f, n %d (target %@)", name, least, sorted[sorted.count / 2],
                most, sorted.count, target))
    }
}
