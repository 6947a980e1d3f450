// SPDX-License-Identifier: MIT

/// Records that wait in memory, oldest first, with the time since when.
///
/// When its bytes are used up, the oldest records go: the newest tell more. Each one lost is counted by the caller.
struct BoundedBuffer {
    struct Entry: Equatable {
        var record: Record
        /// On the clock of the caller.
        var since: Duration
    }

    private var entries: [Entry] = []
    private var start = 0
    private(set) var byteCount = 0
    let maximumBytes: Int

    init(maximumBytes: Int) { self.maximumBytes = maximumBytes }

    var count: Int { entries.count - start }
    var isEmpty: Bool { count == 0 }
    /// Since when the oldest record waits.
    var oldest: Duration? { isEmpty ? nil : entries[start].since }

    /// Adds a record and returns how many were dropped for it; a record larger than the whole buffer is dropped itself.
    mutating func append(_ entry: Entry) -> Int {
        guard entry.record.bytes.count <= maximumBytes else { return 1 }
        entries.append(entry)
        byteCount += entry.record.bytes.count
        var dropped = 0
        while byteCount > maximumBytes {
            removeFirst()
            dropped += 1
        }
        return dropped
    }

    /// Takes the oldest records out: at most `maximumCount`, and not more than `maximumBytes` unless it is only one.
    mutating func takeFirst(maximumCount: Int, maximumBytes: Int) -> [Entry] {
        var batch: [Entry] = []
        var bytes = 0
        while !isEmpty, batch.count < maximumCount {
            let size = entries[start].record.bytes.count
            guard batch.isEmpty || bytes + size <= maximumBytes else { break }
            batch.append(entries[start])
            bytes += size
            removeFirst()
        }
        return batch
    }

    /// Takes everything out.
    mutating func takeAll() -> [Entry] { takeFirst(maximumCount: .max, maximumBytes: .max) }

    /// Puts records in front again; older ones go if there is no room. Returns how many went.
    mutating func putBack(_ older: [Entry]) -> Int {
        let newer = takeAll()
        return (older + newer).reduce(0) { $0 + append($1) }
    }

    private mutating func removeFirst() {
        byteCount -= entries[start].record.bytes.count
        // The bytes go now, the place in the array later.
        entries[start].record = Record([])
        start += 1
        // Moving the rest down now and then keeps taking from the front cheap on average.
        if start > 1024, start * 2 > entries.count {
            entries.removeFirst(start)
            start = 0
        }
    }
}
