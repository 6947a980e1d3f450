// SPDX-License-Identifier: MIT

import CZlib

/// Compresses request bodies in the gzip format.
enum Gzip {
    /// The compressed bytes; `nil` if the library has no memory for it, which is a reason to send them as they are.
    static func compress(_ bytes: [UInt8]) -> [UInt8]? {
        var stream = z_stream()
        // 16 above the largest window asks for gzip's header and check value. The fastest level is enough for text.
        guard
            deflateInit2_(
                &stream, Z_BEST_SPEED, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
                Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { return nil }
        defer { deflateEnd(&stream) }
        let bound = Int(deflateBound(&stream, UInt(bytes.count)))
        var input = bytes
        var isDone = false
        let result = input.withUnsafeMutableBufferPointer { input in
            [UInt8](unsafeUninitializedCapacity: bound) { output, count in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(bound)
                isDone = deflate(&stream, Z_FINISH) == Z_STREAM_END
                count = isDone ? Int(stream.total_out) : 0
            }
        }
        return isDone ? result : nil
    }
}
