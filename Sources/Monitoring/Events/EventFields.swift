// SPDX-License-Identifier: MIT

/// The cleaned fields of a datagram in one piece of memory.
///
/// A field that is absent is empty. The text is valid UTF-8.
package struct EventFields: Sendable, Equatable {
    /// A table of positions, two bytes each with the low one first, then the fields one after the other. The table says
    /// where each field starts and where the last one ends.
    package let bytes: [UInt8]

    /// No fields.
    package init() { bytes = [] }

    /// - Parameter bytes: those of other fields.
    init(copying bytes: [UInt8]) { self.bytes = bytes }

    /// Copies the pieces, each of which becomes a field.
    ///
    /// - Parameter joined: the field that becomes the two before it with a backslash between, whatever its piece is.
    package init(_ pieces: UnsafeBufferPointer<UnsafeRawBufferPointer>, joinedAt joined: Int? = nil) {
        let table = 2 * (pieces.count + 1)
        var size = table
        for piece in pieces { size += piece.count }
        if let joined, joined >= 2, joined < pieces.count {
            size += pieces[joined - 2].count + 1 + pieces[joined - 1].count - pieces[joined].count
        }
        // Limits of the fields keep events far below; a table that could not tell the positions would be a lie.
        guard size <= UInt16.max else {
            bytes = []
            return
        }
        bytes = [UInt8](unsafeUninitializedCapacity: size) { memory, count in
            let start = UnsafeMutableRawBufferPointer(memory)
            var end = table
            func note(_ index: Int) {
                start.storeBytes(
                    of: UInt16(truncatingIfNeeded: end).littleEndian, toByteOffset: 2 * index, as: UInt16.self)
            }
            func copy(_ piece: UnsafeRawBufferPointer) {
                guard !piece.isEmpty else { return }
                UnsafeMutableRawBufferPointer(rebasing: start[end...]).copyMemory(from: piece)
                end += piece.count
            }
            note(0)
            for index in pieces.indices {
                if index == joined, index >= 2 {
                    copy(pieces[index - 2])
                    start[end] = UInt8(ascii: "\\")
                    end += 1
                    copy(pieces[index - 1])
                } else {
                    copy(pieces[index])
                }
                note(index + 1)
            }
            count = end
        }
    }

    package init(_ texts: [String]) {
        let copies = texts.map { Array($0.utf8) }
        let memory = copies.flatMap { $0 }
        self = memory.withUnsafeBytes { memory in
            var start = 0
            let pieces = copies.map { copy in
                defer { start += copy.count }
                return UnsafeRawBufferPointer(rebasing: memory[start..<start + copy.count])
            }
            return pieces.withUnsafeBufferPointer { EventFields($0) }
        }
    }

    package var count: Int { bytes.isEmpty ? 0 : position(0) / 2 - 1 }

    /// Where a field is in `bytes`; empty if there is none.
    package func range(_ field: Int) -> Range<Int> {
        guard field >= 0, field < count else { return 0..<0 }
        return position(field)..<position(field + 1)
    }

    package func isEmpty(_ field: Int) -> Bool { range(field).isEmpty }

    /// A field as a text of its own: for what happens rarely.
    package func text(_ field: Int) -> String { String(decoding: bytes[range(field)], as: UTF8.self) }

    /// Gives the bytes of a field without copying them.
    package func withBytes<Result>(of field: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        let range = range(field)
        return bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range])) }
    }

    private func position(_ index: Int) -> Int { Int(bytes[2 * index]) | Int(bytes[2 * index + 1]) << 8 }
}
