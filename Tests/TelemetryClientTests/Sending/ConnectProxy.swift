// SPDX-License-Identifier: MIT

import HTTPExchange
import NIOCore
import NIOPosix
import Synchronization
import TelemetryWire

@testable import TelemetryClient

/// A real proxy on a free port that makes tunnels, wherever they are to lead, to one server of the test.
final class ConnectProxy: Sendable {
    /// The head of each request as it came, from the first line to the empty one.
    private let heads = Mutex<[String]>([])
    private let refusal: String?

    /// - Parameter refusal: the status line with which every tunnel is refused.
    init(refusal: String? = nil) { self.refusal = refusal }

    var received: [String] { heads.withLock { $0 } }

    /// Listens while `body` runs.
    ///
    /// - Parameters:
    ///   - server: where all tunnels lead.
    ///   - body: gets the proxy's port.
    func run(to server: CollectorURL, _ body: @Sendable (Int) async throws -> Void) async throws {
        let target = Authority(server.base.drop { $0 != "/" }.dropFirst(2))?.port ?? 0
        let listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(host: "127.0.0.1", port: 0) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        let port = listener.channel.localAddress?.port ?? 0
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await listener.executeThenClose { connections in
                    try await withThrowingDiscardingTaskGroup { tunnels in
                        for try await connection in connections {
                            // A tunnel that breaks is the business of those who use it.
                            tunnels.addTask { try? await self.serve(connection, target: target) }
                        }
                    }
                }
            }
            var failure: (any Error)?
            do { try await body(port) } catch { failure = error }
            // Closed, not cancelled: a connection that is just accepted is still served to its end.
            try? await listener.channel.close()
            while let result = await group.nextResult() { _ = result }
            if let failure { throw failure }
        }
    }

    private func serve(_ client: NIOAsyncChannel<ByteBuffer, ByteBuffer>, target: Int) async throws {
        try await client.executeThenClose { inbound, outbound in
            var pieces = inbound.makeAsyncIterator()
            var head = ""
            while !head.hasSuffix("\r\n\r\n") {
                guard let piece = try await pieces.next(), head.utf8.count < 10_000 else { return }
                head += String(buffer: piece)
            }
            heads.withLock { $0.append(head) }
            if let refusal {
                return try await outbound.write(
                    ByteBuffer(string: "HTTP/1.1 \(refusal)\r\nContent-Length: 0\r\n\r\n"))
            }
            let server = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .connect(host: "127.0.0.1", port: target) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                    }
                }
            try await server.executeThenClose { answers, requests in
                try await outbound.write(ByteBuffer(string: "HTTP/1.1 200 Connection established\r\n\r\n"))
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        for try await piece in answers { try await outbound.write(piece) }
                    }
                    while let piece = try await pieces.next() { try await requests.write(piece) }
                    group.cancelAll()
                }
            }
        }
    }
}
