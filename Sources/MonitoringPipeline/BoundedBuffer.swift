// SPDX-License-Identifier: MIT

/// Records that wait for a destination, oldest first, never more bytes than the limit.
///
/// Policy when full: the oldest records make room, since the newest tell more. Each one lost is counted by the caller.
struct BoundedBuffer {
    private var records: [Record] = []
    private var start = 0
    private(set) var byteCount = 0
    let maximumBytes: Int

    init(maximumBytes: Int) { self.maximumBytes = maximumBytes }

    var count: Int { records.count - start }
    var isEmpty: Bool { count == 0 }

    /// Adds a record and returns how many were dropped for it; a record larger than the whole buffer is dropped itself.
    mutating func append(_ record: Record) -> Int {
        guard record.bytes.count <= maximumBytes else { return 1 }
        records.append(record)
        byteCount += record.bytes.count
        var dropped = 0
        while byteCount > maximumBytes {
            removeFirst()
            dropped += 1
        }
        return dropped
    }

    /// Takes the oldest records out: at most `maximumCount`, and not more than `maximumBytes` unless it is only one.
    mutating func takeFirst(maximumCount: Int, maximumBytes: Int) -> [Record] {
        var batch: [Record] = []
        var bytes = 0
        while !isEmpty, batch.count < maximumCount {
            let size = records[start].bytes.count
            guard batch.isEmpty || bytes + size <= maximumBytes else { break }
            batch.append(records[start])
            bytes += size
            removeFirst()
        }
        return batch
    }

    private mutating func removeFirst() {
        byteCount -= records[start].bytes.count
        // The bytes go now, the place in the array later.
        records[start] = Record([])
        start += 1
        // Moving the rest down now and then keeps taking from the front cheap on average.
        if start > 1024, start * 2 > records.count {
            records.removeFirst(start)
            start = 0
        }
    }
}
