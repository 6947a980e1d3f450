// SPDX-License-Identifier: MIT

import Testing

/// Nothing but what the published list names makes a report different: neither the configuration, nor the host, nor
/// what the Sense site answers.
///
/// Counted here: 2,000 pairs of installations. The two of a pair have the same reported features, the same published
/// facts about their host and the same collector; every other setting, file, address, variable and answer is drawn anew
/// and differs (`DrawingTests` hold the generator to that). Hosts and sites are other ones in each pair. Configurations
/// are not: 200 files are read as a start reads them, and each two serve 20 pairs, because reading 4,000 files of 400
/// lines would take longer than all other tests.
@Suite(.timeLimit(.minutes(5))) struct NonInterferenceTests {
    private static let configurations = 25
    private static let hosts = 20

    @Test(arguments: 1...4)
    func `a report is the same whatever is not in the published list`(part: UInt64) async throws {
        var count = 0
        for index in 0..<Self.configurations {
            let seed = part << 32 | UInt64(index)
            let configured = try ConfiguredPair(seed: seed)
            for host in 0..<Self.hosts {
                let pair = try configured.installations(seed: seed << 16 | UInt64(host))
                let requests = (
                    try await Reporter.inEarnest.next(of: pair.first),
                    try await Reporter.inEarnest.next(of: pair.second)
                )
                let findings =
                    pair.comparison(requests.0, requests.1)
                    + ReportGrammar.violations(requests.0, to: pair.facts.collector)
                    + ReportGrammar.violations(requests.1, to: pair.facts.collector)
                try #require(findings.isEmpty, "seed \(seed), host \(host): \(findings)")
                count += 1
                // Other tests wait for the same few threads.
                await Task.yield()
            }
        }
        #expect(count == 500)
    }
}

extension InstallationPair {
    /// What the comparison has to say about the next requests of the two.
    func comparison(_ reporter: Reporter) async throws -> [String] {
        comparison(try await reporter.next(of: first), try await reporter.next(of: second))
    }

    func comparison(_ first: WholeRequest, _ second: WholeRequest) -> [String] {
        RequestComparison.differences(first, second, times: (self.first.time, self.second.time))
    }
}
