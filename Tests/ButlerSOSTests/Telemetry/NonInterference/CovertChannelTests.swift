// SPDX-License-Identifier: MIT

import Testing

/// ID, key, counter and signature differ from installation to installation. They are made of the install secret, the
/// fingerprint and the number of messages, and of nothing else.
@Suite(.timeLimit(.minutes(3)), .sharesDependentPairs(1...4)) struct CovertChannelTests {
    /// New installations, of which each next message is the first.
    private func pairs(_ dependence: Dependence, perConfiguration count: UInt64) throws -> [InstallationPair] {
        try SharedPairs.pairs(for: dependence).enumerated().flatMap { index, configured in
            try (0..<count).map { try dependence.installations(configured, seed: UInt64(index) << 32 | $0) }
        }
    }

    @Test(arguments: Dependence.allCases)
    func `what may differ depends on what it is made of`(dependence: Dependence) async throws {
        let pairs = try pairs(dependence, perConfiguration: 10)
        for pair in pairs {
            #expect(try await dependence.contradictions(pair, .inEarnest) == [])
            // Also the second message.
            #expect(try await dependence.contradictions(pair, .inEarnest) == [])
        }
        #expect(pairs.count == 40)
    }

    @Test func `the pairs have the ingredients in common and nothing else`() throws {
        let chosen: Set = ["configuration: a secret from the environment", "time"]
        for pair in try pairs(.onNothingElse, perConfiguration: 2) {
            #expect(Set(pair.equalPlaces) == Dependence.ingredients.union(chosen).union(["configuration: secret"]))
        }
        for pair in try pairs(.onSecret, perConfiguration: 2) {
            #expect(Set(pair.equalPlaces) == Dependence.ingredients.union(chosen))
        }
        for pair in try pairs(.keyOnSecretAlone, perConfiguration: 2) {
            #expect(Set(pair.equalPlaces) == chosen.union(["configuration: secret"]))
        }
    }

    @Test(arguments: SeededCovertChannel.all)
    func `finds a seeded channel`(channel: SeededCovertChannel) async throws {
        var isFound = false
        for pair in try pairs(channel.broken, perConfiguration: 1) where !isFound {
            isFound = try await !channel.broken.contradictions(pair, channel.reporter).isEmpty
        }
        #expect(isFound)
    }
}
