// SPDX-License-Identifier: MIT

import Hummingbird
import HummingbirdCore
import NIOCore
import ServiceLifecycle

/// Bodies that are wrong in how they are sent. Each ends its connection when the service shuts down.
extension ResponseBody {
    /// More bytes than these are blanks that nobody needs.
    private static let blanks = 17 << 20

    /// The bytes and then 17 MiB of blanks, of which only a piece is in memory at a time, without a length in advance.
    static func withBlanks(_ bytes: [UInt8], on channel: any Channel) -> ResponseBody {
        ResponseBody { writer in
            try await untilShutdown(closing: channel) {
                let piece = ByteBuffer(repeating: UInt8(ascii: " "), count: 1 << 16)
                try await writer.write(ByteBuffer(bytes: bytes))
                for _ in 0..<(blanks >> 16) {
                    try await writer.write(piece)
                    // Only the event loop knows that a client is slow; ahead of it, the writer would take all pieces.
                    try await channel.eventLoop.submit {}.get()
                }
                try await writer.finish(nil)
            }
        }
    }

    /// The first half of the bytes, although all of them are announced.
    static func brokenOff(_ bytes: [UInt8], on channel: any Channel) -> ResponseBody {
        ResponseBody(contentLength: bytes.count) { writer in
            try await writer.write(ByteBuffer(bytes: bytes.prefix(bytes.count / 2)))
            channel.close(promise: nil)
            throw CancellationError()
        }
    }

    /// The bytes, with a wait before each of them.
    static func trickling(_ bytes: [UInt8], _ pace: FaultPace, on channel: any Channel) -> ResponseBody {
        ResponseBody(contentLength: bytes.count) { writer in
            try await untilShutdown(closing: channel) {
                for byte in bytes {
                    try await pace.nextByte()
                    try await writer.write(ByteBuffer(integer: byte))
                }
                try await writer.finish(nil)
            }
        }
    }

    private static func untilShutdown(closing channel: any Channel, _ write: () async throws -> Void) async throws {
        try await withGracefulShutdownHandler {
            try await write()
        } onGracefulShutdown: {
            channel.close(promise: nil)
        }
    }
}
