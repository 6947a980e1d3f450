// SPDX-License-Identifier: MIT

import NIOCore
import NIOHTTP1

/// Fails a connection on the heads of answers that the HTTP client cannot bear.
///
/// It stands between parser and client. The client passes over every head with a status below 200 and then ends the
/// program when the answer of a status below 100 is over; it also waits through any number of provisional answers.
final class AnswerHeadCheck: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias InboundOut = HTTPClientResponsePart

    /// Far more than a server has reason to send before the real answer.
    static let maximumProvisionalAnswers = 16

    private var provisionalAnswers = 0
    private var hasFailed = false

    /// Adds a check to a connection that the client has just set up, or closes it if there is no place for one.
    ///
    /// At once, as the client expects: a connection that broke before the future is done would be lost to its pool.
    static func add(to channel: any Channel) -> EventLoopFuture<Void> {
        channel.eventLoop.makeCompletedFuture {
            do {
                let pipeline = channel.pipeline.syncOperations
                let parser = try pipeline.handler(type: ByteToMessageHandler<HTTPResponseDecoder>.self)
                try pipeline.addHandler(AnswerHeadCheck(), position: .after(parser))
            } catch {
                channel.close(mode: .all, promise: nil)
                throw error
            }
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // The parser goes on to the end of what it has.
        if hasFailed { return }
        if case .head(let head) = unwrapInboundIn(data), let failure = failure(status: head.status.code) {
            hasFailed = true
            context.fireErrorCaught(failure)
            context.close(mode: .all, promise: nil)
        } else {
            context.fireChannelRead(data)
        }
    }

    private func failure(status: UInt) -> HTTPExchangeFailure? {
        switch status {
        case 200...:
            provisionalAnswers = 0
            return nil
        case 101:
            return HTTPExchangeFailure(
                .other, "the server wants to change the protocol (HTTP status 101), which it was not asked to")
        case 100...:
            provisionalAnswers += 1
            if provisionalAnswers <= Self.maximumProvisionalAnswers { return nil }
            return HTTPExchangeFailure(
                .other, "the server sent more than \(Self.maximumProvisionalAnswers) provisional answers (1xx)")
        default:
            return HTTPExchangeFailure(.other, "the server answered with HTTP status \(status), which does not exist")
        }
    }
}
