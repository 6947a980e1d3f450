// SPDX-License-Identifier: MIT

package import Monitoring

/// Records that wait on disk, oldest first, in a folder of numbered files.
///
/// Promises: what `append` took is on the disk when it returns, and survives the end of the process however it comes; a
/// record is read at least once; what has to go (too many bytes, too old, damaged) is counted; a damaged place costs only
/// the records that it touches.
package struct Spool {
    /// Records that were given up, by reason.
    package struct Losses: Sendable, Equatable {
        package var full = 0
        package var expired = 0
        /// What could not be read back. How many records a damaged place had is not known: that is one.
        package var damaged = 0
        package var damagedBytes = 0

        package init(full: Int = 0, expired: Int = 0, damaged: Int = 0, damagedBytes: Int = 0) {
            self.full = full
            self.expired = expired
            self.damaged = damaged
            self.damagedBytes = damagedBytes
        }
    }

    /// Records and their place in the order of all that ever were in this spool since it was opened.
    package struct Batch {
        package var records: [Record]
        /// The place of the first record that is not in the batch.
        package var end: Int
    }

    private struct Segment {
        var number: Int
        var byteCount = 0
        /// Records that were not removed.
        var count = 0
        var newest = Timestamp(nanoseconds: .min)
    }

    private let folder: SpoolFolder
    private let limits: SpoolLimits
    private var segments: [Segment] = []
    /// Where the first record starts in the first segment.
    private var offset = 0
    /// The place of the first record.
    private var start = 0
    /// Where the batch that was read last ends: usually it is what is removed next.
    private var lastRead: (end: Int, offset: Int)?
    /// Files of which everything was removed, but that still lie there.
    private var finished: [Int] = []
    private var lastNumber = 0

    /// What the disk refused when something was removed last. The records are gone all the same; only another process would
    /// read them again.
    package private(set) var failure: SpoolFailure?

    /// Opens the folder, which is made if it is missing, and looks through what an earlier process left.
    package init(path: String, limits: SpoolLimits, losses: inout Losses) throws(SpoolFailure) {
        folder = SpoolFolder(path: path)
        self.limits = limits
        try SpoolFile.makeFolder(path)
        let numbers = try folder.numbers()
        let position = folder.position
        lastNumber = numbers.last ?? 0
        for number in numbers {
            // A position in another file is from before the last removal: reading again is better than not at all.
            let first = position?.number == number ? position?.offset ?? 0 : 0
            try examine(number, from: segments.isEmpty ? first : 0, &losses)
        }
        tidy()
    }

    package var count: Int { segments.reduce(0) { $0 + $1.count } }
    package var byteCount: Int { segments.reduce(0) { $0 + $1.byteCount } }
    package var isEmpty: Bool { segments.allSatisfy { $0.count == 0 } }
    /// The place that the next record to be appended will have.
    package var end: Int { start + count }

    /// Adds records at the end. If that throws, none of them is in the spool.
    package mutating func append(_ records: [Record], at time: Timestamp) throws(SpoolFailure) -> Losses {
        guard !records.isEmpty else { return Losses() }
        if segments.isEmpty {
            // A position in files that are gone would hide what comes now.
            try folder.removePosition()
            offset = 0
        }
        // Somebody may have tidied up: what follows must not depend on what is gone.
        try SpoolFile.makeFolder(folder.path)
        let parts = parts(of: records, at: time)
        // What needs several files gets them all for itself, so that they can go again if one of them is refused.
        if parts.count > 1 || !isLastSegmentUsable { segments.append(newSegment()) }
        let first = segments.count - 1
        for (index, part) in parts.enumerated() {
            if index > 0 { segments.append(newSegment()) }
            let last = segments.count - 1
            do throws(SpoolFailure) {
                try SpoolFile.append(
                    part.bytes, to: folder.file(segments[last].number), atSize: segments[last].byteCount)
            } catch {
                if parts.count > 1 {
                    finished += segments[first...].map(\.number)
                    segments.removeSubrange(first...)
                    tidy()
                }
                throw error
            }
            segments[last].byteCount += part.bytes.count
            segments[last].count += part.count
            segments[last].newest = time
        }
        return shrink(now: time)
    }

    /// The bytes of records, cut where a file is as large as it should be.
    private func parts(of records: [Record], at time: Timestamp) -> [(bytes: [UInt8], count: Int)] {
        var parts: [(bytes: [UInt8], count: Int)] = []
        for record in records {
            if parts.last.map({ $0.bytes.count >= limits.segmentBytes }) ?? true { parts.append(([], 0)) }
            SpoolRecord(time: time, bytes: record.bytes).append(to: &parts[parts.count - 1].bytes)
            parts[parts.count - 1].count += 1
        }
        return parts
    }

    private var isLastSegmentUsable: Bool {
        guard let last = segments.last, last.byteCount < limits.segmentBytes else { return false }
        return last.byteCount == 0 || SpoolFile.exists(folder.file(last.number))
    }

    private mutating func newSegment() -> Segment {
        lastNumber += 1
        return Segment(number: lastNumber)
    }

    /// The oldest records, at most so many and so much; they stay until they are removed.
    package mutating func next(maximumCount: Int, maximumBytes: Int, now: Timestamp, losses: inout Losses)
        throws(SpoolFailure) -> Batch
    {
        let oldest = now.nanoseconds - limits.maximumAge.nanoseconds
        while let segment = segments.first {
            // Enough for a whole batch, and for one record of any size.
            let size = max(min(maximumBytes, 1 << 30), SpoolRecord.maximumSize) + SpoolRecord.headerSize
            let wanted = min(segment.byteCount - offset, size)
            let file = folder.file(segment.number)
            let isThere = wanted > 0 && SpoolFile.exists(file)
            let bytes = isThere ? try SpoolFile.read(file, from: offset, count: wanted) : []
            var records: [Record] = []
            var taken = 0
            var place = 0
            var expired = 0
            while records.count < maximumCount, let (record, end) = SpoolRecord.read(bytes[...], at: place) {
                if records.isEmpty, record.time.nanoseconds < oldest {
                    expired += 1
                } else {
                    guard records.isEmpty || taken + record.bytes.count <= maximumBytes else { break }
                    records.append(Record(record.bytes))
                    taken += record.bytes.count
                }
                place = end
            }
            let end = (place: start + expired + records.count, offset: offset + place)
            if expired > 0 {
                losses.expired += expired
                try remove(upTo: start + expired)
            }
            if !records.isEmpty {
                lastRead = (end.place, end.offset)
                return Batch(records: records, end: end.place)
            }
            if expired == 0 {
                // Nothing is left in it, or something changed the file under us.
                losses.damaged += segment.count
                finishFirstSegment()
                tidy()
            }
        }
        return Batch(records: [], end: start)
    }

    /// Removes the records before a place and returns how many there were: less than expected if some had to go before.
    @discardableResult
    package mutating func remove(upTo end: Int) throws(SpoolFailure) -> Int {
        let removed = max(0, min(end, self.end) - start)
        var left = removed
        while left > 0, let segment = segments.first {
            guard left < segment.count else {
                left -= segment.count
                finishFirstSegment()
                continue
            }
            offset = try offset(after: left, in: segment)
            segments[0].count -= left
            start += left
            left = 0
        }
        tidy()
        return removed
    }

    /// Where the record starts that so many records of the first segment come before.
    private func offset(after count: Int, in segment: Segment) throws(SpoolFailure) -> Int {
        if let lastRead, lastRead.end == start + count { return lastRead.offset }
        let bytes = try SpoolFile.read(folder.file(segment.number), from: offset)
        var place = 0
        for _ in 0..<count {
            guard let (_, end) = SpoolRecord.read(bytes[...], at: place) else { break }
            place = end
        }
        return offset + place
    }

    /// Drops whole files that are too many or too old.
    private mutating func shrink(now: Timestamp) -> Losses {
        var losses = Losses()
        let oldest = now.nanoseconds - limits.maximumAge.nanoseconds
        while segments.count > 1, let first = segments.first {
            let isOld = first.newest.nanoseconds < oldest
            guard isOld || byteCount > limits.maximumBytes else { break }
            if isOld { losses.expired += first.count } else { losses.full += first.count }
            finishFirstSegment()
        }
        tidy()
        return losses
    }

    private mutating func finishFirstSegment() {
        let segment = segments.removeFirst()
        start += segment.count
        offset = 0
        lastRead = nil
        finished.append(segment.number)
    }

    /// Makes the folder say what this value says.
    private mutating func tidy() {
        failure = nil
        do throws(SpoolFailure) {
            while let number = finished.first {
                try folder.remove(number)
                finished.removeFirst()
            }
            if let first = segments.first {
                if offset > 0 { try folder.setPosition(number: first.number, offset: offset) }
            } else {
                try folder.removePosition()
            }
        } catch {
            failure = error
        }
    }

    /// Counts what is in a file. Whole records behind a damaged place are kept, and the file is written anew without it.
    private mutating func examine(_ number: Int, from first: Int, _ losses: inout Losses) throws(SpoolFailure) {
        let bytes = try SpoolFile.read(folder.file(number))
        var segment = Segment(number: number)
        var whole: [Range<Int>] = []
        var place = 0
        while let found = SpoolRecord.next(in: bytes[...], from: place),
            let (record, end) = SpoolRecord.read(bytes[...], at: found)
        {
            if found > place { losses.damaged += 1 }
            whole.append(found..<end)
            segment.newest = max(segment.newest, record.time)
            place = end
        }
        if place < bytes.count { losses.damaged += 1 }
        segment.byteCount = whole.reduce(0) { $0 + $1.count }
        if segment.byteCount < bytes.count {
            losses.damagedBytes += bytes.count - segment.byteCount
            try SpoolFile.replace(folder.file(number), with: whole.flatMap { bytes[$0] })
        }
        let isBoundary = whole.contains { $0.upperBound == first }
        let passed = segments.isEmpty && isBoundary ? whole.prefix { $0.upperBound <= first } : []
        segment.count = whole.count - passed.count
        if segment.count > 0 {
            if segments.isEmpty { offset = passed.reduce(0) { $0 + $1.count } }
            segments.append(segment)
        } else {
            finished.append(number)
        }
    }
}

extension Duration {
    /// Whole nanoseconds, kept within 64 bits.
    var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, isTooLarge) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return isTooLarge ? .max : product + attoseconds / 1_000_000_000
    }
}
