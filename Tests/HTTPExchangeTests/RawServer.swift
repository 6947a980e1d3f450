// SPDX-License-Identifier: MIT

import NIOCore
import NIOPosix
import NIOSSL

/// A server on a free port of this machine that answers each request with bytes as given, HTTP or not.
struct RawServer: Sendable {
    /// What is sent before a request is there.
    var greeting = ""
    var answer: String
    /// Whether a connection ends with its first answer.
    var closes = false
    var tls: NIOSSLContext?
    /// Whether it plays the proxy first: it agrees to make a tunnel, and then answers as the server at the other end.
    var isProxy = false

    /// Listens while `body` runs, which gets the port.
    func run(_ body: (Int) async throws -> Void) async throws {
        let listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.backlog, value: 16)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if !isProxy { try secure(channel) }
                    try channel.pipeline.syncOperations.addHandler(Answering(server: self))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let result: Result<Void, any Error>
        do { result = .success(try await body(listener.localAddress?.port ?? 0)) } catch { result = .failure(error) }
        try await listener.close()
        try result.get()
    }

    private func secure(_ channel: any Channel) throws {
        guard let tls else { return }
        try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls), position: .first)
    }

    private final class Answering: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let server: RawServer
        private var request = ""

        init(server: RawServer) { self.server = server }

        func channelActive(context: ChannelHandlerContext) {
            if !server.greeting.isEmpty { send(server.greeting, context) }
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            request += String(buffer: unwrapInboundIn(data))
            guard request.contains("\r\n\r\n") else { return }
            if server.isProxy, request.hasPrefix("CONNECT ") {
                send("HTTP/1.1 200 OK\r\n\r\n", context)
                do { try server.secure(context.channel) } catch { context.close(promise: nil) }
            } else {
                send(server.answer, context)
                if server.closes { context.close(promise: nil) }
            }
            request = ""
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

        private func send(_ text: String, _ context: ChannelHandlerContext) {
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
        }
    }
}
