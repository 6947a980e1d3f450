// SPDX-License-Identifier: MIT

import Crypto

/// HMAC-SHA256 for a guesser: key and message stay in place, and from guess to guess only some bytes of them change.
///
/// Written out over SHA-256 because the ready-made one allocates several times per key, which would make the guesser
/// four times slower than it has to be.
final class GuessedHMAC {
    private static let block = 64
    private static let digest = 32

    /// The padded key and the message behind it.
    private let inner: UnsafeMutableRawBufferPointer
    /// The padded key and the digest of `inner` behind it.
    private let outer: UnsafeMutableRawBufferPointer

    /// - Parameter key: up to 64 bytes.
    init(key: [UInt8], message: [UInt8]) {
        inner = .allocate(byteCount: Self.block + message.count, alignment: 8)
        outer = .allocate(byteCount: Self.block + Self.digest, alignment: 8)
        for index in 0..<Self.block { setKey(index, to: index < key.count ? key[index] : 0) }
        for (index, byte) in message.enumerated() { setMessage(index, to: byte) }
    }

    deinit {
        inner.deallocate()
        outer.deallocate()
    }

    func setKey(_ index: Int, to byte: UInt8) {
        inner[index] = byte ^ 0x36
        outer[index] = byte ^ 0x5C
    }

    func setMessage(_ index: Int, to byte: UInt8) { inner[Self.block + index] = byte }

    /// Puts a code into the message, as its 32 bytes.
    func setMessage(_ index: Int, to code: Code) {
        UnsafeMutableRawBufferPointer(rebasing: inner[(Self.block + index)...]).storeBytes(of: code, as: Code.self)
    }

    func code() -> Code {
        var hash = SHA256()
        hash.update(bufferPointer: UnsafeRawBufferPointer(inner))
        hash.finalize().withUnsafeBytes { outer.baseAddress?.advanced(by: Self.block).copyMemory(from: $0) }
        hash = SHA256()
        hash.update(bufferPointer: UnsafeRawBufferPointer(outer))
        return hash.finalize().withUnsafeBytes { $0.loadUnaligned(as: Code.self) }
    }
}

/// An HMAC as four numbers, which compare faster than bytes.
struct Code: Equatable, BitwiseCopyable, CustomStringConvertible {
    var parts: (UInt64, UInt64, UInt64, UInt64)

    static func == (one: Code, other: Code) -> Bool { one.parts == other.parts }

    /// The first two bytes, for a toy ID.
    var start: UInt16 { UInt16(truncatingIfNeeded: UInt64(littleEndian: parts.0)) }

    var bytes: [UInt8] { withUnsafeBytes(of: self) { Array($0) } }

    var description: String { bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
}

extension UnsafeMutableRawPointer {
    fileprivate func copyMemory(from source: UnsafeRawBufferPointer) {
        guard let start = source.baseAddress else { return }
        copyMemory(from: start, byteCount: source.count)
    }
}
