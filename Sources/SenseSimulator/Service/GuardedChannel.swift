// SPDX-License-Identifier: MIT

import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOSSL

/// Speaks TLS on every connection, with a context that many listeners share, unless the connection is to be refused.
struct GuardedChannel: ServerChildChannel {
    private let http: HTTP1Channel
    private let tls: NIOSSLContext
    private let isRefusing: @Sendable () -> Bool

    /// - Parameter isRefusing: asked once for each connection, before a word of TLS.
    init(http: HTTP1Channel, tls: NIOSSLContext, isRefusing: @escaping @Sendable () -> Bool) {
        self.http = http
        self.tls = tls
        self.isRefusing = isRefusing
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        channel.eventLoop.makeCompletedFuture {
            let first: any ChannelHandler = isRefusing() ? ConnectionRefuser() : NIOSSLServerHandler(context: tls)
            try channel.pipeline.syncOperations.addHandler(first)
        }.flatMap {
            http.setup(channel: channel, logger: logger)
        }
    }

    func handle(value: HTTP1Channel.Value, logger: Logger) async {
        await http.handle(value: value, logger: logger)
    }
}

/// Closes a connection at the first word, and says none itself.
///
/// Not before: a client whose connection ends while it still sets itself up may never learn of it, and wait.
private final class ConnectionRefuser: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        context.close(promise: nil)
    }
}
