// SPDX-License-Identifier: MIT

/// What a destination has not taken yet, as far as it is in memory, and what is known about the next try.
struct Backlog {
    var buffer: BoundedBuffer
    /// Ends the wait for company as soon as a batch is full.
    var whenFilled: AsyncStream<Void>.Continuation?
    /// The batch that is being delivered.
    var underway: [BoundedBuffer.Entry] = []
    /// Where the batch that is being delivered starts in the spool, if it was put there meanwhile.
    var underwayPlace: Int?
    /// Records on their way from memory to disk.
    var moving = 0
    /// Records on disk.
    var spooled = 0
    /// Failed tries in a row.
    var attempts = 0
    /// How long to wait before the next try.
    var wait: Duration = .zero
    /// The most records in the next batch: fewer than usual after a delivery that took too long.
    var batchCount: Int

    /// Records that are in memory only.
    var waiting: Int { buffer.count + moving + (underwayPlace == nil ? underway.count : 0) }

    /// Whether a batch is full, so that nobody needs to wait for more.
    func hasBatch(of bytes: Int) -> Bool { buffer.count >= batchCount || buffer.byteCount >= bytes }

    mutating func endWait() {
        whenFilled?.finish()
        whenFilled = nil
    }

    /// Since when the oldest record that is in memory only waits.
    var oldest: Duration? { (underwayPlace == nil ? underway.first?.since : nil) ?? buffer.oldest }
}
