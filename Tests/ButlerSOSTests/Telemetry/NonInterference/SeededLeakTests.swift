// SPDX-License-Identifier: MIT

import Testing

/// The non-interference proof can fail: each of these faults makes it fail soon.
@Suite(.timeLimit(.minutes(3)), .sharesPairs(1...5)) struct SeededLeakTests {
    /// The pairs within which a fault has to be found. Some tell one bit only, which is the same by chance now and
    /// then.
    private static let pairs = 15

    private func pair(_ index: Int) throws -> InstallationPair {
        let configured = try SharedPairs.pairs()
        return try configured[index % configured.count].installations(seed: UInt64(index))
    }

    @Test(arguments: SeededLeak.all)
    func `the comparison finds a leak`(leak: SeededLeak) async throws {
        var isFound = false
        for index in 0..<Self.pairs where !isFound {
            isFound = try await !pair(index).comparison(leak.reporter).isEmpty
        }
        #expect(isFound)
    }

    @Test(arguments: SeededLeak.all.filter(\.breaksGrammar))
    func `the grammar finds a leak in a single request`(leak: SeededLeak) async throws {
        var isFound = false
        for index in 0..<Self.pairs where !isFound {
            let pair = try pair(index)
            let request = try await leak.reporter.next(of: pair.first)
            isFound = !ReportGrammar.violations(request, to: pair.facts.collector).isEmpty
        }
        #expect(isFound)
    }

    @Test func `there is nothing to find without a leak`() async throws {
        for index in 0..<Self.pairs {
            let pair = try pair(index)
            #expect(try await pair.comparison(.inEarnest) == [])
            let request = try await Reporter.inEarnest.next(of: pair.first)
            #expect(ReportGrammar.violations(request, to: pair.facts.collector) == [])
        }
    }

    @Test func `there are leaks of each kind, and each has a name of its own`() {
        #expect(SeededLeak.inFacts.count > 12 && SeededLeak.inBody.count > 8 && SeededLeak.inRequest.count > 12)
        #expect(Set(SeededLeak.all.map(\.name)).count == SeededLeak.all.count)
    }
}
