// SPDX-License-Identifier: MIT

import SeededNumbers
import TelemetryStore
import TelemetryWire

/// A made-up sequence of all that can happen to a store, the same for the same seed.
struct FleetPlay {
    enum Step: Sendable {
        case submit(Submission)
        case erase(KeyedID)
        case block(KeyedID, UTCDay)
        case unblock(KeyedID)
        case closeWeeks(UTCDay)
        case prune(UTCDay)
    }

    private var random: SplitMix64
    private var today: UTCDay
    private var counters: [Int: UInt64] = [:]

    init(seed: UInt64, today: UTCDay) {
        random = SplitMix64(seed: seed)
        self.today = today
    }

    private mutating func number(below bound: Int) -> Int { random.number(in: 0...bound - 1) }

    mutating func next() -> Step {
        today = today.advanced(by: number(below: 8) == 0 ? number(below: 12) : number(below: 2))
        let installation = number(below: 25)
        switch number(below: 100) {
        case 0..<2: return .erase(Sample.keyedID(installation))
        case 2..<3: return .block(Sample.keyedID(installation), today)
        case 3..<5: return .unblock(Sample.keyedID(installation))
        case 5..<12: return .closeWeeks(today)
        case 12..<14: return .prune(today)
        default: break
        }
        // Some come late, a few of them very late, and some come with a used counter.
        let lateness = [0, 0, 0, number(below: 20), number(below: 200)][number(below: 5)]
        let counter = counters[installation, default: 0] + UInt64(min(1, number(below: 10)))
        counters[installation] = counter
        let flags = ["10000000100", "1----------", "01000000000"][number(below: 3)]
        return .submit(
            Sample.submission(
                installation: installation, counter: installation.isMultiple(of: 4) ? nil : counter + 1,
                body: UInt8(number(below: 3)), day: today.advanced(by: -lateness),
                version: "\(number(below: 3)).\(number(below: 2)).0", flags: flags))
    }
}

extension FleetPlay.Step {
    /// What came of it, as text that equals another store's.
    func run(on store: some FleetStore) async throws -> String {
        switch self {
        case .submit(let submission): "\(try await store.submit(submission))"
        case .erase(let installation): "\(try await store.erase(installation))"
        case .block(let installation, let day): "\(try await store.block(installation, since: day))"
        case .unblock(let installation): "\(try await store.unblock(installation))"
        case .closeWeeks(let day): "\(try await store.closeWeeks(before: day))"
        case .prune(let day): "\(try await store.prune(today: day))"
        }
    }
}
