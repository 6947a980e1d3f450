// SPDX-License-Identifier: MIT

/// How long the newest datagrams took, in milliseconds: the last thousand of them.
///
/// Measured per batch, since looking at the clock would cost more than a datagram does: each datagram of a batch counts with
/// the average of the batch.
struct ProcessingTimes: Sendable {
    static let limit = 1000

    private var ring: [Double] = []
    /// Of all times that were ever added. The newest one lies before this place of the ring.
    private(set) var total = 0

    /// Adds a batch.
    mutating func add(_ count: Int, took duration: Duration) {
        guard count > 0 else { return }
        let mean = duration / .milliseconds(1) / Double(count)
        for _ in 0..<min(count, Self.limit) {
            if ring.count < Self.limit { ring.append(mean) } else { ring[total % Self.limit] = mean }
            total += 1
        }
    }

    /// The average, the 95th of a hundred and the longest of those that were added after so many; zeros if none.
    func summary(after first: Int) -> (average: Double, percentile95: Double, maximum: Double) {
        let count = min(total - first, ring.count)
        guard count > 0 else { return (0, 0, 0) }
        let times = (total - count..<total).map { ring[$0 % Self.limit] }.sorted()
        let position = Int((0.95 * Double(count)).rounded(.up))
        return (times.reduce(0, +) / Double(count), times[position - 1], times[count - 1])
    }
}
