// SPDX-License-Identifier: MIT

import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// Keeps one connection within its limits, and answers what is no HTTP.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let limits: ConnectionLimits
    private let connections: ConnectionCount?
    private let answer: @Sendable (ConnectionRefusal) -> RefusalAnswer
    private var progress: ConnectionProgress
    private var timer: Scheduled<Void>?
    private var timerDeadline: NIODeadline?

    init(
        limits: ConnectionLimits, connections: ConnectionCount?,
        answer: @escaping @Sendable (ConnectionRefusal) -> RefusalAnswer
    ) {
        self.limits = limits
        self.connections = connections
        self.answer = answer
        progress = ConnectionProgress(limits: limits, openedAt: .distantPast)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        progress = ConnectionProgress(limits: limits, openedAt: context.eventLoop.now)
        schedule(context)
        let pipeline = context.pipeline.syncOperations
        if let codec = try? pipeline.handler(type: HTTP1ToHTTPServerCodec.self) {
            try? pipeline.addHandler(AbsoluteTarget(), position: .before(codec))
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) { cancel() }

    func channelInactive(context: ChannelHandlerContext) {
        cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if progress.isDeaf { return }
        let now = context.eventLoop.now
        switch unwrapInboundIn(data) {
        case .head: progress.receivedHead(at: now)
        case .body(let bytes):
            let action = progress.receivedBody(bytes.readableBytes, at: now)
            if action != .nothing { return carryOut(action, context) }
        case .end: progress.receivedEnd(at: now)
        }
        schedule(context)
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .end = unwrapOutboundIn(data) else { return context.write(data, promise: promise) }
        let action = progress.answered(at: context.eventLoop.now)
        if action == .nothing {
            context.write(data, promise: promise)
        } else {
            context.writeAndFlush(data, promise: promise)
        }
        carryOut(action, context)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError else { return context.fireErrorCaught(error) }
        let refusal: ConnectionRefusal = error == .headerOverflow ? .headersTooLarge : .malformed
        carryOut(progress.failed(refusal, at: context.eventLoop.now), context)
    }

    private func carryOut(_ action: ConnectionProgress.Action, _ context: ChannelHandlerContext) {
        schedule(context)
        switch action {
        case .nothing, .part: break
        case .tell(let refusal): context.fireErrorCaught(refusal)
        case .answer(let refusal): write(refusal, context)
        case .drop:
            connections?.connectionDropped()
            context.close(promise: nil)
        case .close: context.close(promise: nil)
        }
    }

    private func write(_ refusal: ConnectionRefusal, _ context: ChannelHandlerContext) {
        let answer = answer(refusal)
        var head = HTTPResponse(status: refusal.status, headerFields: answer.fields)
        head.headerFields[.connection] = "close"
        head.headerFields[.contentLength] = String(answer.body.count)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if !answer.body.isEmpty {
            context.write(wrapOutboundOut(.body(context.channel.allocator.buffer(bytes: answer.body))), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    /// One timer per connection: a later deadline lets it run and sets it again.
    private func schedule(_ context: ChannelHandlerContext) {
        guard let deadline = progress.deadline else { return }
        if let timerDeadline, timerDeadline <= deadline { return }
        cancel()
        timerDeadline = deadline
        let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(deadline: deadline) { bound.value.handler.fire(bound.value.context) }
    }

    private func fire(_ context: ChannelHandlerContext) {
        timer = nil
        timerDeadline = nil
        carryOut(progress.expired(at: context.eventLoop.now), context)
    }

    private func cancel() {
        timer?.cancel()
        timer = nil
        timerDeadline = nil
    }
}
