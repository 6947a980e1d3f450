// SPDX-License-Identifier: MIT

/// Lets the first so many of each minute pass. A minute begins with the first that comes after the one before.
struct RateLimit: Sendable {
    static let window: Duration = .seconds(60)

    private let limit: Int
    private var start: Duration = .zero
    private var passed = 0

    init(limit: Int) { self.limit = limit }

    /// - Parameter time: since the program started.
    mutating func admits(at time: Duration) -> Bool {
        if time - start >= Self.window {
            start = time
            passed = 0
        }
        guard passed < limit else { return false }
        passed += 1
        return true
    }

    /// At the pace of this minute so far; 0 when it is over.
    func perMinute(at time: Duration) -> Int {
        let elapsed = time - start
        guard elapsed > .zero, elapsed < Self.window else { return 0 }
        let rate = Double(passed) * (Self.window / elapsed)
        return rate < Double(Int32.max) ? Int(rate.rounded()) : Int(Int32.max)
    }
}
