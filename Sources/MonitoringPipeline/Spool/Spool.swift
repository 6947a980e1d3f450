// SPDX-License-Identifier: MIT

package import Monitoring

/// Records that wait on disk, oldest first, in a folder of numbered files.
///
/// Promises: what `append` took is on the disk when it returns, and survives the end of the process however it comes; a
/// record is read at least once; what has to go (too many bytes, too old, damaged) is counted; a damaged file costs only
/// what is damaged and behind it in the same file.
package struct Spool {
    /// Records that were given up, by reason.
    package struct Losses: Sendable, Equatable {
        package var full = 0
        package var expired = 0
        /// What could not be read back. How many records a damaged file had when it was opened is not known: that is one.
        package var damaged = 0

        package init(full: Int = 0, expired: Int = 0, damaged: Int = 0) {
            self.full = full
            self.expired = expired
            self.damaged = damaged
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
        var byteCount: Int
        /// Records that were not removed.
        var count: Int
        var newest: Timestamp
    }

    private let path: String
    private let limits: SpoolLimits
    private var segments: [Segment] = []
    /// Where the first record starts in the first segment.
    private var offset = 0
    /// The place of the first record.
    private var start = 0
    /// Where the batch that was read last ends: usually it is what is removed next.
    private var lastRead: (end: Int, offset: Int)?

    /// Opens the folder, which is made if it is missing, and looks through what an earlier process left.
    package init(path: String, limits: SpoolLimits, losses: inout Losses) throws(SpoolFailure) {
        self.path = path
        self.limits = limits
        try SpoolFile.makeFolder(path)
        let numbers = try SpoolFile.names(in: path).compactMap(Self.number).sorted()
        let position = try readPosition()
        for number in numbers {
            // A position in another file is from before the last removal: reading again is better than not at all.
            let first = position?.number == number ? position?.offset ?? 0 : 0
            try examine(number, from: segments.isEmpty ? first : 0, &losses)
        }
    }

    package var count: Int { segments.reduce(0) { $0 + $1.count } }
    package var byteCount: Int { segments.reduce(0) { $0 + $1.byteCount } }
    package var isEmpty: Bool { segments.allSatisfy { $0.count == 0 } }
    /// The place that the next record to be appended will have.
    package var end: Int { start + count }

    /// Adds records at the end. If that throws, none of them is in the spool.
    package mutating func append(_ records: [Record], at time: Timestamp) throws(SpoolFailure) -> Losses {
        guard !records.isEmpty else { return Losses() }
        var bytes: [UInt8] = []
        for record in records { SpoolRecord(time: time, bytes: record.bytes).append(to: &bytes) }
        if segments.isEmpty {
            // A position in files that are gone would hide what comes now.
            try SpoolFile.remove(positionFile)
            offset = 0
        }
        if segments.last.map({ $0.byteCount >= limits.segmentBytes }) ?? true {
            segments.append(
                Segment(number: (segments.last?.number ?? 0) + 1, byteCount: 0, count: 0, newest: time))
        }
        let last = segments.count - 1
        try SpoolFile.append(bytes, to: file(segments[last].number), atSize: segments[last].byteCount)
        segments[last].byteCount += bytes.count
        segments[last].count += records.count
        segments[last].newest = time
        return shrink(now: time)
    }

    /// The oldest records, at most so many and so much; they stay until they are removed.
    package mutating func next(maximumCount: Int, maximumBytes: Int, now: Timestamp, losses: inout Losses)
        throws(SpoolFailure) -> Batch
    {
        let oldest = now.nanoseconds - limits.maximumAge.nanoseconds
        while let segment = segments.first {
            guard segment.count > 0 else {
                try removeFirstSegment()
                continue
            }
            // Enough for a whole batch, and for one record of any size.
            let size = max(min(maximumBytes, 1 << 30), SpoolRecord.maximumSize) + SpoolRecord.headerSize
            let wanted = min(segment.byteCount - offset, size)
            let bytes = try SpoolFile.read(file(segment.number), from: offset, count: wanted)
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
            if expired > 0 {
                losses.expired += expired
                try remove(upTo: start + expired)
                place = 0
            }
            if !records.isEmpty {
                lastRead = (start + records.count, offset + place)
                return Batch(records: records, end: start + records.count)
            }
            if expired == 0 {
                // Something changed the file under us.
                losses.damaged += segment.count
                try removeFirstSegment()
                start += segment.count
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
                try removeFirstSegment()
                left -= segment.count
                start += segment.count
                continue
            }
            offset = try offset(after: left, in: segment)
            segments[0].count -= left
            start += left
            left = 0
            try SpoolFile.replace(positionFile, with: Array("\(segment.number) \(offset)\n".utf8))
        }
        return removed
    }

    /// Where the record starts that so many records of the first segment come before.
    private func offset(after count: Int, in segment: Segment) throws(SpoolFailure) -> Int {
        if let lastRead, lastRead.end == start + count { return lastRead.offset }
        let bytes = try SpoolFile.read(file(segment.number), from: offset)
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
            // A file that cannot be removed now is tried again with the next append.
            guard (try? removeFirstSegment()) != nil else { break }
            start += first.count
            if isOld { losses.expired += first.count } else { losses.full += first.count }
        }
        return losses
    }

    private mutating func removeFirstSegment() throws(SpoolFailure) {
        guard let segment = segments.first else { return }
        try SpoolFile.remove(file(segment.number))
        segments.removeFirst()
        offset = 0
        lastRead = nil
        if segments.isEmpty { try SpoolFile.remove(positionFile) }
    }

    private mutating func examine(_ number: Int, from first: Int, _ losses: inout Losses) throws(SpoolFailure) {
        let bytes = try SpoolFile.read(file(number))
        var segment = Segment(number: number, byteCount: 0, count: 0, newest: Timestamp(nanoseconds: .min))
        var passed = 0
        var isBoundary = first == 0
        while let (record, end) = SpoolRecord.read(bytes[...], at: segment.byteCount) {
            if segment.byteCount < first { passed += 1 }
            segment.count += 1
            segment.newest = max(segment.newest, record.time)
            segment.byteCount = end
            isBoundary = isBoundary || end == first
        }
        if segment.byteCount < bytes.count {
            losses.damaged += 1
            try SpoolFile.truncate(file(number), to: segment.byteCount)
        }
        if segments.isEmpty, isBoundary {
            offset = first
            segment.count -= passed
        }
        if segment.count > 0 {
            segments.append(segment)
        } else {
            try SpoolFile.remove(file(number))
            if segments.isEmpty { offset = 0 }
        }
    }

    private func readPosition() throws(SpoolFailure) -> (number: Int, offset: Int)? {
        guard try SpoolFile.names(in: path).contains("position") else { return nil }
        let text = String(decoding: try SpoolFile.read(positionFile), as: UTF8.self)
        let parts = text.split { $0 == " " || $0 == "\n" }.map { Int($0) }
        guard parts.count == 2, let number = parts[0], let offset = parts[1] else { return nil }
        return (number, offset)
    }

    private var positionFile: String { "\(path)/position" }

    private func file(_ number: Int) -> String {
        let digits = String(number)
        return "\(path)/\(String(repeating: "0", count: max(0, 12 - digits.count)))\(digits).records"
    }

    private static func number(_ name: String) -> Int? {
        guard name.hasSuffix(".records") else { return nil }
        return Int(name.dropLast(".records".count))
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
