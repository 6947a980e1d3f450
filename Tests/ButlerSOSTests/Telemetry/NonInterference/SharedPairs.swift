// SPDX-License-Identifier: MIT

import Testing

/// Configured pairs that the tests of a suite have in common, since reading the files takes longest. They and their
/// files are gone when the suite ends.
struct SharedPairs: SuiteTrait, TestScoping {
    /// Those of the running suite, by what they are made for; `nil` stands for pairs with nothing in common.
    @TaskLocal static var current: [Dependence?: [ConfiguredPair]] = [:]

    private let make: @Sendable () throws -> [Dependence?: [ConfiguredPair]]

    fileprivate init(make: @escaping @Sendable () throws -> [Dependence?: [ConfiguredPair]]) { self.make = make }

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await Self.$current.withValue(make()) { try await function() }
    }

    static func pairs(for dependence: Dependence? = nil) throws -> [ConfiguredPair] {
        try #require(current[dependence])
    }
}

extension Trait where Self == SharedPairs {
    /// Pairs with nothing in common.
    static func sharesPairs(_ seeds: ClosedRange<Int>) -> Self {
        SharedPairs { [nil: try seeds.map { try ConfiguredPair(seed: UInt64($0)) }] }
    }

    /// Pairs for each dependence.
    static func sharesDependentPairs(_ seeds: ClosedRange<Int>) -> Self {
        SharedPairs {
            var pairs: [Dependence?: [ConfiguredPair]] = [:]
            for dependence in Dependence.allCases {
                pairs[dependence] = try seeds.map { try dependence.configured(seed: UInt64($0)) }
            }
            return pairs
        }
    }
}
