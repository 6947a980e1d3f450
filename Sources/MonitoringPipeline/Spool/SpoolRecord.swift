// SPDX-License-Identifier: MIT

import Monitoring

/// A record as it lies on disk: four bytes that mark a start, length (4 bytes), checksum (4), time in nanoseconds since 1970
/// (8), all little-endian, then the record's bytes. The checksum covers time and bytes.
struct SpoolRecord: Equatable {
    /// Rare in text, so that records behind a damaged place are found again.
    private static let mark: [UInt8] = [0x1E, 0xB5, 0x05, 0x01]
    static let headerSize = 20
    /// Far above any real record: a longer one is a damaged length.
    static let maximumSize = 16 << 20

    var time: Timestamp
    var bytes: [UInt8]

    func append(to file: inout [UInt8]) {
        var content: [UInt8] = []
        content.reserveCapacity(8 + bytes.count)
        Self.append(UInt64(bitPattern: time.nanoseconds), size: 8, to: &content)
        content += bytes
        file += Self.mark
        Self.append(UInt64(bytes.count), size: 4, to: &file)
        Self.append(UInt64(CRC32.checksum(of: content)), size: 4, to: &file)
        file += content
    }

    /// The record that starts at `offset`, and where the next one starts; `nil` if there is none, or a damaged one.
    static func read(_ file: ArraySlice<UInt8>, at offset: Int) -> (record: SpoolRecord, end: Int)? {
        guard offset >= file.startIndex, file.endIndex - offset >= headerSize,
            file[offset..<offset + 4].elementsEqual(mark)
        else { return nil }
        let length = Int(number(file[offset + 4..<offset + 8]))
        let end = offset + headerSize + length
        guard length <= maximumSize, end <= file.endIndex else { return nil }
        let content = file[offset + 12..<end]
        guard UInt64(CRC32.checksum(of: content)) == number(file[offset + 8..<offset + 12]) else { return nil }
        let time = Timestamp(nanoseconds: Int64(bitPattern: number(content.prefix(8))))
        return (SpoolRecord(time: time, bytes: Array(content.dropFirst(8))), end)
    }

    /// Where the next whole record starts, from `offset` on.
    static func next(in file: ArraySlice<UInt8>, from offset: Int) -> Int? {
        var place = offset
        while let start = file[place...].firstIndex(of: mark[0]) {
            if read(file, at: start) != nil { return start }
            place = start + 1
        }
        return nil
    }

    private static func append(_ number: UInt64, size: Int, to bytes: inout [UInt8]) {
        for index in 0..<size { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * index))) }
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
