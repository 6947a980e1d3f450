// SPDX-License-Identifier: MIT

import NIOCore
import NIOPosix

/// A connection on which a test writes bytes as it likes.
enum RawConnection {
    /// Writes the texts one after the other, and reads until the other side closes.
    static func exchange(_ texts: [String], port: Int) async throws -> String {
        try await exchange(texts.map { Array($0.utf8) }, port: port)
    }

    static func exchange(_ pieces: [[UInt8]], port: Int) async throws -> String {
        try await open(port: port) { inbound, outbound in
            for piece in pieces {
                // A server may close in the middle.
                do { try await outbound.write(ByteBuffer(bytes: piece)) } catch { break }
            }
            return await readAll(inbound)
        }
    }

    static func readAll(_ inbound: NIOAsyncChannelInboundStream<ByteBuffer>) async -> String {
        var text = ""
        do { for try await buffer in inbound { text += String(buffer: buffer) } } catch {}
        return text
    }

    static func open<Answer: Sendable>(
        port: Int,
        _ work: (NIOAsyncChannelInboundStream<ByteBuffer>, NIOAsyncChannelOutboundWriter<ByteBuffer>) async throws ->
            Answer
    ) async throws -> Answer {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose(work)
    }
}
