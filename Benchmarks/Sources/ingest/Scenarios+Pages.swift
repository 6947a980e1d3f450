// SPDX-License-Identifier: MIT

import BenchmarkSupport
import Foundation

extension Scenarios {
    private static let pages = [
        "/", "/features", "/features/mqtt", "/platforms", "/versions", "/schedule", "/cohorts", "/data-health",
        "/public",
    ]
    private static let times = 20

    /// What each page over a year costs when it has to be made anew, and how fast it comes when it is kept.
    ///
    /// - Parameter base: a small fleet, to see whether the cost grows with the number of installations.
    func pages(_ folder: String, comparedWith base: String) throws {
        let (small, large) = (try costs(base), try costs(folder))
        print("pages over 52 weeks, CPU each, \(Self.times) times; kept pages: 2000 requests over one connection")
        for (page, costs) in zip(Self.pages, zip(small, large)) {
            let (small, large) = costs
            print(
                "  \(page): made anew \(milliseconds(large.anew)) ms, for a thousand installations "
                    + "\(milliseconds(small.anew)) ms; kept \(large.kept.summary)")
        }
    }

    /// The CPU time of a page that is made anew, in seconds, and what came of asking for it again and again.
    private func costs(_ folder: String) throws -> [(anew: Double, kept: LoadResult)] {
        let endpoint = try collector.start(data: folder)
        defer { endpoint.stop() }
        return try Self.pages.map { page in
            // Each time with another share that is assumed silent, so that no kept page answers. The public page has no such
            // choice and is made once.
            let isPublic = page == "/public"
            var anew = RequestDeck()
            for time in 0..<(isPublic ? 1 : Self.times) {
                anew.append(get: isPublic ? page : "\(page)?weeks=52&silent=0.\(10 + time)")
            }
            let made = try endpoint.run(anew, connections: 1)
            var kept = RequestDeck()
            kept.append(get: isPublic ? page : "\(page)?weeks=52&silent=0.10")
            let served = try endpoint.run(kept, count: 2000, connections: 1)
            for result in [made, served] where result.statuses.keys.contains(where: { $0 != 200 }) {
                throw Unexpected(page: page, answers: result.statusText)
            }
            return (made.serverCPU / Double(anew.count), served)
        }
    }

    private struct Unexpected: Error {
        var page: String
        var answers: String
    }

    private func milliseconds(_ seconds: Double) -> String { String(format: "%.1f", seconds * 1000) }
}
