// SPDX-License-Identifier: MIT

import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTP1
import NIOHTTPTypes
import Synchronization
import Testing

@testable import HTTPListener

/// What becomes of a connection as time goes by, on a clock that is moved by hand.
struct ConnectionGuardTests {
    /// A connection whose parts are put in by hand.
    private final class Connection {
        let refusals = Recorder()
        let count = ConnectionCount(maximum: 1)
        let errors = ErrorRecorder()
        let channel: EmbeddedChannel

        init(_ limits: ConnectionLimits) throws {
            let refusals = refusals
            let handler = ConnectionGuard(limits: limits, connections: count) { refusal in
                refusals.list.withLock { $0.append(refusal) }
                return RefusalAnswer(fields: [.contentType: "text/plain"], body: Array("no\n".utf8))
            }
            channel = EmbeddedChannel(handlers: [handler, errors])
            try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        }

        func receive(_ part: HTTPRequestPart) throws { try channel.writeInbound(part) }

        func head() throws {
            try receive(.head(HTTPRequest(method: .post, scheme: "http", authority: "localhost", path: "/")))
        }

        func body(_ bytes: Int) throws {
            try receive(.body(ByteBuffer(repeating: UInt8(ascii: " "), count: bytes)))
        }

        func answer(_ status: HTTPResponse.Status) throws {
            try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: status)))
            try channel.writeOutbound(HTTPResponsePart.end(nil))
        }

        func fail(_ error: any Error) { channel.pipeline.syncOperations.fireErrorCaught(error) }

        func pass(_ time: TimeAmount) { channel.embeddedEventLoop.advanceTime(by: time) }

        var isOpen: Bool { channel.isActive }

        /// The statuses that were written so far.
        func statuses() throws -> [Int] {
            var statuses: [Int] = []
            while let part = try channel.readOutbound(as: HTTPResponsePart.self) {
                if case .head(let head) = part { statuses.append(head.status.code) }
            }
            return statuses
        }

        func received() throws -> Int {
            var count = 0
            while try channel.readInbound(as: HTTPRequestPart.self) != nil { count += 1 }
            return count
        }
    }

    private final class Recorder: Sendable {
        let list = Mutex<[ConnectionRefusal]>([])
    }

    private final class ErrorRecorder: ChannelInboundHandler {
        typealias InboundIn = HTTPRequestPart
        private(set) var errors: [any Error] = []

        func errorCaught(context: ChannelHandlerContext, error: any Error) { errors.append(error) }

        var refusals: [ConnectionRefusal] { errors.compactMap { $0 as? ConnectionRefusal } }
    }

    private static let limits = ConnectionLimits(
        requestTime: .seconds(10), answerTime: .seconds(20), idleTime: .seconds(30), partingTime: .seconds(1),
        bodyBytes: 100)

    @Test func `answers 408 to a connection that brings no head in time, and closes it a little later`() throws {
        let connection = try Connection(Self.limits)
        connection.pass(.seconds(9))
        #expect(try connection.statuses().isEmpty)
        connection.pass(.seconds(1))
        #expect(try connection.statuses() == [408])
        #expect(connection.refusals.list.withLock { $0 } == [.tooSlow])
        #expect(connection.isOpen)
        connection.pass(.seconds(1))
        #expect(!connection.isOpen)
        #expect(connection.count.current.dropped == 0)
    }

    @Test func `gives a sender no more time for sending a byte now and then`() throws {
        let connection = try Connection(Self.limits)
        try connection.head()
        for _ in 0..<9 {
            connection.pass(.seconds(1))
            try connection.body(1)
        }
        #expect(connection.errors.errors.isEmpty)
        connection.pass(.seconds(1))
        // The route that reads the body learns why it ends, and says so.
        #expect(connection.errors.refusals == [.tooSlow])
        #expect(try connection.received() == 10)
        try connection.body(1)
        #expect(try connection.received() == 0)
        try connection.answer(.requestTimeout)
        #expect(connection.isOpen)
        connection.pass(.seconds(1))
        #expect(!connection.isOpen)
        #expect(try connection.statuses() == [408])
    }

    @Test func `drops a connection whose route says nothing after it was told`() throws {
        let connection = try Connection(Self.limits)
        try connection.head()
        connection.pass(.seconds(10))
        connection.pass(.seconds(20))
        #expect(!connection.isOpen)
        #expect(connection.count.current.dropped == 1)
    }

    @Test func `drops a connection whose answer does not end in time`() throws {
        let connection = try Connection(Self.limits)
        try connection.head()
        try connection.receive(.end(nil))
        connection.pass(.seconds(19))
        #expect(connection.isOpen)
        connection.pass(.seconds(1))
        #expect(!connection.isOpen)
        #expect(connection.count.current.dropped == 1)
    }

    @Test func `counts the time of each request of a connection anew`() throws {
        let connection = try Connection(Self.limits)
        for _ in 0..<5 {
            try connection.head()
            connection.pass(.seconds(9))
            try connection.receive(.end(nil))
            connection.pass(.seconds(19))
            try connection.answer(.ok)
            // How long it may idle is not decided here.
            connection.pass(.seconds(29))
        }
        #expect(connection.isOpen)
        #expect(try connection.statuses() == [200, 200, 200, 200, 200])
        #expect(connection.errors.errors.isEmpty)
    }

    @Test func `reads no more of a body than may be, and lets the route say so`() throws {
        let connection = try Connection(Self.limits)
        try connection.head()
        try connection.body(100)
        try connection.body(1)
        #expect(connection.errors.refusals == [.bodyTooLarge])
        #expect(try connection.received() == 2)
        try connection.body(1_000_000)
        #expect(try connection.received() == 0)
        try connection.answer(.contentTooLarge)
        connection.pass(.seconds(1))
        #expect(!connection.isOpen)
    }

    @Test func `ends a connection that goes on sending a body after it was answered`() throws {
        let connection = try Connection(Self.limits)
        try connection.head()
        try connection.answer(.notFound)
        try connection.body(101)
        #expect(try connection.statuses() == [404])
        connection.pass(.seconds(1))
        #expect(!connection.isOpen)
        let slow = try Connection(Self.limits)
        try slow.head()
        try slow.answer(.notFound)
        slow.pass(.seconds(10))
        slow.pass(.seconds(1))
        #expect(!slow.isOpen)
        #expect(try slow.statuses() == [404])
    }

    @Test(arguments: [(HTTPParserError.headerOverflow, 431), (.invalidMethod, 400), (.invalidEOFState, 400)])
    func `answers what is no HTTP once`(_ error: HTTPParserError, _ status: Int) throws {
        let connection = try Connection(Self.limits)
        connection.fail(error)
        connection.fail(error)
        #expect(try connection.statuses() == [status])
        #expect(connection.errors.errors.isEmpty)
        connection.pass(.seconds(1))
        #expect(!connection.isOpen)
    }

    @Test func `lets a request be answered before it gives up what follows`() throws {
        let connection = try Connection(Self.limits)
        try connection.head()
        try connection.receive(.end(nil))
        connection.fail(HTTPParserError.invalidMethod)
        #expect(try connection.statuses().isEmpty)
        #expect(connection.errors.refusals == [.malformed])
        try connection.answer(.accepted)
        #expect(try connection.statuses() == [202])
        connection.pass(.seconds(1))
        #expect(!connection.isOpen)
    }

    @Test func `leaves other errors to others`() throws {
        let connection = try Connection(Self.limits)
        connection.fail(ChannelError.inputClosed)
        #expect(connection.errors.errors.count == 1)
        #expect(try connection.statuses().isEmpty)
    }
}
