// SPDX-License-Identifier: MIT

/// A moment, in nanoseconds since 1970-01-01T00:00:00Z.
package struct Timestamp: Sendable, Hashable, Comparable {
    package var nanoseconds: Int64

    package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    package init(secondsSinceEpoch seconds: Int) { nanoseconds = Int64(seconds) * 1_000_000_000 }

    /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
    package var seconds: Int {
        Int(nanoseconds >= 0 ? nanoseconds / 1_000_000_000 : (nanoseconds - 999_999_999) / 1_000_000_000)
    }

    package static func < (first: Timestamp, second: Timestamp) -> Bool { first.nanoseconds < second.nanoseconds }
}
