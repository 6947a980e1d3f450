// SPDX-License-Identifier: MIT

/// How often something may happen: so many times an hour, all of them at once if need be, and then evenly.
///
/// Each sender needs one number only: the time at which its allowance is whole again.
struct Pace: Sendable {
    private static let hour: Int64 = 3_600_000_000_000

    private let interval: Int64

    /// - Parameter perHour: at least 1.
    init(perHour: Int) { interval = Self.hour / Int64(max(1, perHour)) }

    /// Nanoseconds until it may happen; 0 or less if it may now.
    ///
    /// - Parameter whole: when the allowance is whole again, in the same nanoseconds as `now`.
    func wait(until whole: Int64, at now: Int64) -> Int64 { whole - now - Self.hour + interval }

    /// When the allowance is whole again after it happened once more.
    func spent(_ whole: Int64, at now: Int64) -> Int64 { max(whole, now) + interval }

    /// Whole seconds for `Retry-After`: never so few that the answer is the same.
    static func seconds(_ nanoseconds: Int64) -> Int { Int(max(1, (nanoseconds + 999_999_999) / 1_000_000_000)) }
}
