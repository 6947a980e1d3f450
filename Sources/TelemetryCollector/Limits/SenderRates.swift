// SPDX-License-Identifier: MIT

import Crypto
import Foundation
import Synchronization

/// Bounds how often each sender comes, in memory that never grows, without knowing any sender.
///
/// A sender is hashed at once with a salt that is random, lives in this object only and is replaced every few hours. The
/// hash picks one place in each of four tables; what a place holds belongs to all who share it, so the emptiest of the four
/// counts. A stranger is punished only by sharing all four places with those who send too much.
package final class SenderRates: Sendable {
    private static let rows = 4
    private static let places = 1 << 14
    private static let saltLifetime: Duration = .seconds(6 * 3600)

    private struct Tables {
        var salt: [UInt8]
        var saltedAt: ContinuousClock.Instant
        /// When each place's allowance is whole again, in nanoseconds since the beginning.
        var whole: [Int64]
    }

    private let pace: Pace?
    private let now: @Sendable () -> ContinuousClock.Instant
    private let beginning: ContinuousClock.Instant
    private let tables: Mutex<Tables>

    /// - Parameters:
    ///   - perHour: how often each sender may come; 0 is as often as it likes.
    ///   - now: the time, for tests.
    package init(perHour: Int, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        pace = perHour > 0 ? Pace(perHour: perHour) : nil
        self.now = now
        beginning = now()
        tables = Mutex(Self.fresh(at: beginning, isUsed: perHour > 0))
    }

    /// Counts one coming of a sender.
    ///
    /// - Returns: `nil` if it may, else after how many seconds it may.
    package func admit(_ sender: [UInt8]) -> Int? {
        guard let pace else { return nil }
        let instant = now()
        let time = beginning.duration(to: instant).nanoseconds
        return tables.withLock { tables in
            if tables.saltedAt.duration(to: instant) >= Self.saltLifetime {
                tables = Self.fresh(at: instant, isUsed: true)
            }
            let places = Self.places(of: sender, tables.salt)
            let whole = places.map { tables.whole[$0] }.min() ?? 0
            let wait = pace.wait(until: whole, at: time)
            if wait > 0 { return Pace.seconds(wait) }
            let spent = pace.spent(whole, at: time)
            for place in places { tables.whole[place] = max(tables.whole[place], spent) }
            return nil
        }
    }

    private static func fresh(at instant: ContinuousClock.Instant, isUsed: Bool) -> Tables {
        Tables(
            salt: SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }, saltedAt: instant,
            whole: isUsed ? Array(repeating: 0, count: rows * places) : [])
    }

    private static func places(of sender: [UInt8], _ salt: [UInt8]) -> [Int] {
        let digest = Array(SHA256.hash(data: salt + sender))
        return (0..<rows).map { row in
            let hash = digest[(row * 4)..<(row * 4 + 4)].reduce(0) { $0 << 8 | Int($1) }
            return row * places + hash % places
        }
    }
}

extension Duration {
    var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}
