// SPDX-License-Identifier: MIT

/// The text of a datagram without line ends at its end and without control characters, in valid UTF-8, and where its
/// fields are. Lives as long as the memory that it is read from.
struct DatagramText {
    let bytes: UnsafeRawBufferPointer
    /// One byte for each character.
    let isASCII: Bool
    /// How many semicolons there are.
    let separatorCount: Int
    /// The first ones, then the last ones in a ring, so that any number of them needs no more room.
    private let separators: UnsafeMutableBufferPointer<UInt32>

    /// As many first semicolons, and as many last ones, are known by their places: more than any type of event has
    /// fields.
    static let knownSeparators = 32

    var fieldCount: Int { separatorCount + 1 }

    /// A field, counted from 0; empty if there is none. Must be among the first or the last `knownSeparators`.
    func field(_ index: Int) -> UnsafeRawBufferPointer { text(from: index, through: index) }

    /// Some fields with the semicolons between them, or all from the first one if there are fewer.
    func text(from first: Int, through last: Int) -> UnsafeRawBufferPointer {
        guard first <= separatorCount else { return FieldText.none }
        let start = first == 0 ? 0 : separator(first - 1) + 1
        return UnsafeRawBufferPointer(rebasing: bytes[start..<(last < separatorCount ? separator(last) : bytes.count)])
    }

    private func separator(_ index: Int) -> Int { Int(separators[Self.slot(index)]) }

    private static func slot(_ index: Int) -> Int {
        index < knownSeparators ? index : knownSeparators + index % knownSeparators
    }

    /// Reads a datagram. Copies it only if it has something to clean, which is rare.
    static func read<Result>(_ datagram: UnsafeRawBufferPointer, _ body: (DatagramText) -> Result) -> Result {
        let datagram = withoutLineEnds(datagram)
        return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2 * knownSeparators) { separators in
            let found = scan(datagram, separators)
            if !found.hasControl, !found.hasNonASCII || UTF8Check.isValid(datagram) {
                return body(DatagramText(datagram, found, separators))
            }
            return cleaned(datagram).withUnsafeBytes { body(DatagramText($0, scan($0, separators), separators)) }
        }
    }

    private init(
        _ bytes: UnsafeRawBufferPointer, _ found: Found, _ separators: UnsafeMutableBufferPointer<UInt32>
    ) {
        self.bytes = bytes
        self.separators = separators
        isASCII = !found.hasNonASCII
        separatorCount = found.separators
    }

    private static func withoutLineEnds(_ datagram: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        var end = datagram.count
        while end > 0, datagram[end - 1] == 0x0A || datagram[end - 1] == 0x0D { end -= 1 }
        return UnsafeRawBufferPointer(rebasing: datagram[..<end])
    }

    /// What is no UTF-8 becomes U+FFFD; control characters vanish.
    static func cleaned(_ datagram: UnsafeRawBufferPointer) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 3 * datagram.count) { memory, count in
            func append(_ byte: UInt8) {
                memory[count] = byte
                count += 1
            }
            var offset = 0
            while offset < datagram.count {
                let character = UTF8Check.character(datagram, at: offset)
                if !character.isValid {
                    append(0xEF)
                    append(0xBF)
                    append(0xBD)
                } else if character.length > 1 || datagram[offset] >= 0x20 && datagram[offset] != 0x7F {
                    for place in offset..<offset + character.length { append(datagram[place]) }
                }
                offset += character.length
            }
        }
    }

    private struct Found {
        var separators = 0
        var hasControl = false
        var hasNonASCII = false
    }

    /// Looks at eight bytes at a time: the high bit of each byte tells what it is.
    private static func scan(
        _ bytes: UnsafeRawBufferPointer, _ separators: UnsafeMutableBufferPointer<UInt32>
    ) -> Found {
        let highBits: UInt64 = 0x8080_8080_8080_8080
        var count = 0
        var nonASCII: UInt64 = 0
        var control: UInt64 = 0
        func look(at word: UInt64, from offset: Int) {
            let low = word & ~highBits
            nonASCII |= word
            // Adding 0x60 sets the bit from 0x20 on, adding 1 sets it for 0x7F only.
            control |= (~(low &+ 0x6060_6060_6060_6060) | (low &+ 0x0101_0101_0101_0101)) & ~word
            var hits = ~((low ^ 0x3B3B_3B3B_3B3B_3B3B) &+ ~highBits | word) & highBits
            while hits != 0 {
                separators[slot(count)] = UInt32(truncatingIfNeeded: offset + hits.trailingZeroBitCount / 8)
                count += 1
                hits &= hits - 1
            }
        }
        var offset = 0
        while offset + 8 <= bytes.count {
            look(at: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)), from: offset)
            offset += 8
        }
        if offset < bytes.count {
            // The missing bytes are letters, which are nothing special.
            var word: UInt64 = 0x6161_6161_6161_6161
            for index in (offset..<bytes.count).reversed() { word = word << 8 | UInt64(bytes[index]) }
            look(at: word, from: offset)
        }
        return Found(
            separators: count, hasControl: control & highBits != 0, hasNonASCII: nonASCII & highBits != 0)
    }
}
