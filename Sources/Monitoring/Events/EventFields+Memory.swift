// SPDX-License-Identifier: MIT

extension EventFields {
    /// Where the fields are while their memory is borrowed, for those who look at many of them.
    @frozen package struct Memory {
        @usableFromInline let bytes: UnsafeRawBufferPointer
        @usableFromInline let count: Int

        @inlinable init(_ bytes: UnsafeRawBufferPointer) {
            self.bytes = bytes
            count = bytes.isEmpty ? 0 : Int(bytes.loadUnaligned(as: UInt16.self).littleEndian) / 2 - 1
        }

        /// Empty if there is no such field.
        @inlinable package subscript(field: Int) -> UnsafeRawBufferPointer {
            guard field >= 0, field < count else { return UnsafeRawBufferPointer(start: nil, count: 0) }
            let start = bytes.loadUnaligned(fromByteOffset: 2 * field, as: UInt16.self).littleEndian
            let end = bytes.loadUnaligned(fromByteOffset: 2 * field + 2, as: UInt16.self).littleEndian
            return UnsafeRawBufferPointer(rebasing: bytes[Int(start)..<Int(end)])
        }
    }

    @inlinable package func withMemory<Result>(_ body: (Memory) -> Result) -> Result {
        bytes.withUnsafeBytes { body(Memory($0)) }
    }
}
