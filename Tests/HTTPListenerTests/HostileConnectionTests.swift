// SPDX-License-Identifier: MIT

import HTTPListener
import MonitoringTestKit
import NIOCore
import Testing

/// Bytes on real sockets that no well-meaning client sends.
@Suite(.timeLimit(.minutes(3)))
struct HostileConnectionTests {
    private static let request = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
    private static let short = ConnectionLimits(
        requestTime: .milliseconds(50), idleTime: .milliseconds(200), partingTime: .milliseconds(50))
    /// A connection that is given up stays open for a moment; these end at once.
    private static let brisk = ConnectionLimits(partingTime: .milliseconds(10), headerBytes: 4096, headerCount: 20)

    private func status(_ answer: String) -> String { String(answer.prefix { !$0.isNewline }) }

    @Test(arguments: [
        "\r\n\r\n\r\nhello\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\u{0}\u{1}\u{2}\u{3}",
        "GET / HTTP/1.1\r\nA B: c\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc",
        "POST / HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
        "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}\u{1}", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\rb\r\n\r\n", "GE\u{0}T / HTTP/1.1\r\n\r\n",
    ])
    func `answers garbage with 400, and goes on`(_ garbage: String) async throws {
        try await RunningListener.run(Self.brisk) { listener in
            let answer = try await RawConnection.exchange([garbage], port: listener.port)
            #expect(status(answer) == "HTTP/1.1 400 Bad Request", "\(answer)")
            #expect(answer.lowercased().contains("connection: close\r\n"))
            #expect(listener.refusals == [.malformed])
            try await expectService(listener)
            #expect(listener.log.fullTexts.isEmpty)
        }
    }

    @Test func `survives thousands of random bytes`() async throws {
        try await RunningListener.run(Self.brisk) { listener in
            var generator = SystemRandomNumberGenerator()
            for _ in 0..<100 {
                var bytes = (0..<Int.random(in: 1...300, using: &generator)).map { _ in UInt8.random(in: 0...255) }
                if Bool.random() { bytes = Array("POST / HTTP/1.1\r\n".utf8) + bytes }
                bytes += Array("\r\n\r\n\r\n\r\n".utf8)
                try await RawConnection.open(port: listener.port) { _, outbound in
                    try? await outbound.write(ByteBuffer(bytes: bytes))
                }
            }
            try await expectService(listener)
            #expect(listener.log.fullTexts.isEmpty)
        }
    }

    @Test(arguments: [
        "GET http://localhost HTTP/1.1\r\nHost: x\r\n\r\n", "GET http://localhost:1?x HTTP/1.1\r\nHost: x\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", "CONNECT example.com:443 HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /%zz%00%ff HTTP/1.1\r\nHost: x\r\n\r\n", "GET /?%zz=%&&== HTTP/1.1\r\nHost: x\r\n\r\n",
        "BREW / HTTP/1.1\r\nHost: x\r\n\r\n", "GET / HTTP/1.0\r\n\r\n", "GET //../..//etc HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 0\r\n\r\n", "GET  HTTP/1.1\r\n\r\n",
    ])
    func `answers odd requests, and goes on`(_ text: String) async throws {
        try await RunningListener.run(Self.short) { listener in
            let answer = try await RawConnection.exchange([text], port: listener.port)
            #expect(answer.isEmpty || answer.hasPrefix("HTTP/1."), "\(answer)")
            try await expectService(listener)
        }
    }

    @Test func `answers 431 to header fields that are too large or too many`() async throws {
        try await RunningListener.run(Self.brisk) { listener in
            let large = "GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "x", count: 5000))\r\n\r\n"
            let many = "GET / HTTP/1.1\r\nHost: a\r\n" + (0..<21).map { "X\($0): y\r\n" }.joined() + "\r\n"
            let long = "GET /\(String(repeating: "x", count: 5000)) HTTP/1.1\r\nHost: a\r\n\r\n"
            for text in [large, many, long] {
                let answer = try await RawConnection.exchange([text], port: listener.port)
                #expect(status(answer) == "HTTP/1.1 431 Request Header Fields Too Large", "\(answer)")
            }
            // Without an end to it, too.
            let endless = "GET / HTTP/1.1\r\nX: \(String(repeating: "x", count: 100_000))"
            let answer = try await RawConnection.exchange([endless], port: listener.port)
            #expect(answer.isEmpty || status(answer).hasPrefix("HTTP/1.1 431"))
            #expect(listener.refusals == Array(repeating: .headersTooLarge, count: 4))
            try await expectService(listener)
        }
    }

    @Test func `answers 408 to a head and to a body that do not come`() async throws {
        try await RunningListener.run(Self.short) { listener in
            let head = try await RawConnection.exchange(["GET / HTTP/1.1\r\nHost"], port: listener.port)
            #expect(status(head) == "HTTP/1.1 408 Request Timeout")
            #expect(listener.refusals == [.tooSlow])
            let text = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc"
            let body = try await RawConnection.exchange([text], port: listener.port)
            #expect(status(body) == "HTTP/1.1 408 Request Timeout")
            let chunk = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab"
            let chunked = try await RawConnection.exchange([chunk], port: listener.port)
            #expect(status(chunked) == "HTTP/1.1 408 Request Timeout")
            let nothing = try await RawConnection.exchange([String](), port: listener.port)
            #expect(status(nothing) == "HTTP/1.1 408 Request Timeout")
            try await expectService(listener)
        }
    }

    @Test func `answers requests that come together in their order`() async throws {
        try await RunningListener.run(Self.brisk) { listener in
            let post = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"
            let last = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
            let text = String(repeating: Self.request + post, count: 50) + "garbage\r\n\r\n" + last
            let answer = try await RawConnection.exchange([text], port: listener.port)
            #expect(answer.components(of: "HTTP/1.1 200 OK") == 100)
            #expect(answer.components(of: "read 3") == 50)
            try await expectService(listener)
        }
    }

    @Test func `lets in no more connections than it may have, and the others when there is room`() async throws {
        let limits = ConnectionLimits(requestTime: .seconds(30), idleTime: .seconds(30))
        try await RunningListener.run(limits, connections: 2) { listener in
            let answer = try await RawConnection.open(port: listener.port) { first, write in
                try await RawConnection.open(port: listener.port) { _, _ in
                    #expect(try await poll { listener.connections.current.open == 2 })
                    // The third waits outside until the second, which ends with this block, is gone.
                    return try await RawConnection.open(port: listener.port) { third, writeThird in
                        try await writeThird.write(ByteBuffer(string: Self.request))
                        try await write.write(ByteBuffer(string: Self.request))
                        var iterator = first.makeAsyncIterator()
                        _ = try await iterator.next()
                        #expect(listener.connections.current.opened == 2)
                        #expect(listener.connections.current.timesFull == 1)
                        return true
                    }
                }
            }
            #expect(answer)
            try await expectService(listener)
            #expect(try await poll { listener.connections.current.open == 0 })
        }
    }

    @Test func `serves many connections at a time`() async throws {
        try await RunningListener.run(Self.brisk, connections: 10) { listener in
            let port = listener.port
            let close = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
            let answers = try await withThrowingTaskGroup { group in
                for _ in 0..<100 { group.addTask { try await RawConnection.exchangeOnce(close, port: port) } }
                return try await group.reduce(into: 0) { $0 += $1.hasPrefix("HTTP/1.1 200 OK") ? 1 : 0 }
            }
            #expect(answers == 100)
            #expect(listener.connections.current.opened == 100)
        }
    }

    private func expectService(_ listener: RunningListener) async throws {
        let answer = try await RawConnection.exchangeOnce(Self.request, port: listener.port)
        #expect(answer.hasSuffix("hello"))
    }
}

extension RawConnection {
    /// Writes a request, reads one piece of the answer, and closes.
    fileprivate static func exchangeOnce(_ text: String, port: Int) async throws -> String {
        try await open(port: port) { inbound, outbound in
            try await outbound.write(ByteBuffer(string: text))
            var iterator = inbound.makeAsyncIterator()
            return try await iterator.next().map { String(buffer: $0) } ?? ""
        }
    }
}

extension String {
    /// How often a text occurs.
    fileprivate func components(of text: String) -> Int {
        var (rest, count) = (self[...], 0)
        while let range = rest.firstRange(of: text) {
            rest = rest[range.upperBound...]
            count += 1
        }
        return count
    }
}
