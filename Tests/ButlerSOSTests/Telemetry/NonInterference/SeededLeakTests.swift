// SPDX-License-Identifier: MIT

import Testing

/// The non-interference proof can fail: each of these faults makes it fail soon.
@Suite(.timeLimit(.minutes(1))) struct SeededLeakTests {
    /// The pairs within which a fault has to be found. Some tell one bit only, which is the same by chance now and then.
    private static let pairs = Result {
        try (1...5).flatMap { index in
            let configured = try ConfiguredPair(seed: UInt64(index))
            return try (0..<3).map { try configured.installations(seed: UInt64(index) << 16 | $0) }
        }
    }

    @Test(arguments: SeededLeak.all)
    func `the comparison finds a leak`(leak: SeededLeak) async throws {
        var isFound = false
        for pair in try Self.pairs.get() where !isFound {
            isFound = try await !pair.comparison(leak.reporter).isEmpty
        }
        #expect(isFound)
    }

    @Test(arguments: SeededLeak.all.filter(\.breaksGrammar))
    func `the grammar finds a leak in a single request`(leak: SeededLeak) async throws {
        var isFound = false
        for pair in try Self.pairs.get() where !isFound {
            let request = try await leak.reporter.next(of: pair.first)
            isFound = !ReportGrammar.violations(request, to: pair.facts.collector).isEmpty
        }
        #expect(isFound)
    }

    @Test func `there is nothing to find without a leak`() async throws {
        let pairs = try Self.pairs.get()
        #expect(pairs.count == 15)
        for pair in pairs {
            #expect(try await pair.comparison(.inEarnest) == [])
            #expect(
                ReportGrammar.violations(try await Reporter.inEarnest.next(of: pair.first), to: pair.facts.collector)
                    == [])
        }
    }

    @Test func `there are leaks of each kind, and each has a name of its own`() {
        #expect(SeededLeak.inFacts.count > 12 && SeededLeak.inBody.count > 8 && SeededLeak.inRequest.count > 12)
        #expect(Set(SeededLeak.all.map(\.name)).count == SeededLeak.all.count)
    }
}
