// SPDX-License-Identifier: MIT

import Testing

/// Nothing but what the published list names makes a report different: neither the configuration, nor the host, nor what the
/// Sense site answers.
///
/// Counted here: 2,000 pairs of installations. The two of a pair have the same reported features, the same published
/// facts about their host and the same collector; every other setting, file, address, variable and answer is drawn anew
/// and differs (`DrawingTests` hold the generator to that). 100 pairs of configuration files are read as a start reads
/// them, each for 20 pairs of hosts and Sense sites: reading 4,000 files of 400 lines would take a minute.
@Suite(.timeLimit(.minutes(2))) struct NonInterferenceTests {
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
                let differences = try await pair.differences(.inEarnest)
                try #require(differences.isEmpty, "seed \(seed), host \(host): \(differences)")
                count += 1
            }
        }
        #expect(count == 500)
    }
}

extension InstallationPair {
    /// What the comparison has to say about the next requests of the two.
    func differences(_ reporter: Reporter) async throws -> [String] {
        let requests = (try await reporter.next(of: first), try await reporter.next(of: second))
        return RequestComparison.differences(requests.0, requests.1, times: (first.time, second.time))
            + ReportGrammar.violations(requests.0, to: facts.collector)
            + ReportGrammar.violations(requests.1, to: facts.collector)
    }
}
