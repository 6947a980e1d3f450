// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import MonitoringTestKit
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Testing

@testable import HTTPExchange

/// Whatever a server sends, the program goes on: there is an answer, or a failure with a sentence.
@Suite(.timeLimit(.minutes(3))) struct AnswerHeadCheckTests {
    private static let empty = "Content-Length: 0\r\n\r\n"
    private static let good = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
    private static let early = "HTTP/1.1 103 Early Hints\r\n\r\n"
    private static let notHTTP = "the answer is not HTTP"

    private static func exchange(
        _ server: RawServer, times: Int = 1, body: String? = nil
    ) async throws -> [Result<HTTPExchange.Answer, HTTPExchangeFailure>] {
        var results: [Result<HTTPExchange.Answer, HTTPExchangeFailure>] = []
        try await server.run { port in
            var configuration = HTTPClient.Configuration.forExchanges()
            if server.isProxy { configuration.proxy = .server(host: "127.0.0.1", port: port) }
            if server.tls != nil {
                configuration.tlsConfiguration = .makeClientConfiguration()
                configuration.tlsConfiguration?.certificateVerification = .none
            }
            let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
            var request = HTTPClientRequest(url: "\(server.tls == nil ? "http" : "https")://127.0.0.1:\(port)/")
            if let body {
                request.method = .POST
                request.body = .bytes(ByteBuffer(string: body))
            }
            for _ in 0..<times {
                do throws(HTTPExchangeFailure) {
                    let answer = try await HTTPExchange.run(
                        request, with: client, deadline: .seconds(20), maximumBodySize: 100)
                    results.append(.success(answer))
                } catch { results.append(.failure(error)) }
            }
            try await client.shutdown()
        }
        return results
    }

    private static func failure(_ server: RawServer, body: String? = nil) async throws -> HTTPExchangeFailure? {
        if case .failure(let failure) = try await exchange(server, body: body).first { failure } else { nil }
    }

    // MARK: Statuses that do not exist

    @Test(arguments: [
        ("000", 0, "\(empty)"), ("001", 1, empty), ("099", 99, empty), ("099", 99, "Content-Length: 3\r\n\r\nabc"),
        ("010", 10, "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"), ("042", 42, "\r\nuntil the end"),
    ])
    func `fails on a status below 100, and asks again on a new connection`(
        _ code: String, _ status: Int, _ rest: String
    ) async throws {
        let server = RawServer(answer: "HTTP/1.1 \(code) X\r\n\(rest)")
        let expected = HTTPExchangeFailure(
            .other, "the server answered with HTTP status \(status), which does not exist")
        for body in [nil, "a body"] {
            let results = try await Self.exchange(server, times: 2, body: body)
            #expect(results.count == 2)
            for result in results {
                #expect(throws: expected) { try result.get() }
            }
        }
    }

    @Test func `sees the answer through TLS and through a proxy's tunnel`() async throws {
        let certificate = try await TestCertificate()
        for (tls, isProxy) in [(certificate.serverContext, false), (certificate.serverContext, true), (nil, true)] {
            let bad = RawServer(answer: "HTTP/1.1 099 X\r\n\(Self.empty)", tls: tls, isProxy: isProxy)
            let failure = try await Self.failure(bad)
            #expect(failure?.message == "the server answered with HTTP status 99, which does not exist")
            let good = RawServer(answer: Self.good, tls: tls, isProxy: isProxy)
            let results = try await Self.exchange(good, times: 2)
            #expect(try results.map { try $0.get().status } == [200, 200])
        }
    }

    @Test func `closes a connection in which it has no place`() async throws {
        try await RawServer(answer: Self.good).run { port in
            let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .connect(host: "127.0.0.1", port: port).get()
            await #expect(throws: ChannelPipelineError.notFound) {
                try await channel.eventLoop.flatSubmit { AnswerHeadCheck.add(to: channel) }.get()
            }
            #expect(!channel.isActive)
            try? await channel.close()
        }
    }

    @Test(arguments: [200, 204, 299, 304, 404, 599, 600, 999])
    func `takes every other status as an answer`(_ status: Int) async throws {
        let server = RawServer(answer: "HTTP/1.1 \(status) X\r\n\(Self.empty)")
        #expect(try await Self.exchange(server, times: 2).map { try $0.get().status } == [status, status])
    }

    // MARK: Provisional answers

    @Test func `waits through some provisional answers, and through as many for the next request`() async throws {
        let most = String(repeating: Self.early, count: AnswerHeadCheck.maximumProvisionalAnswers)
        for body in [nil, "a body"] {
            let results = try await Self.exchange(RawServer(answer: most + Self.good), times: 3, body: body)
            #expect(try results.map { try $0.get().status } == [200, 200, 200])
        }
    }

    @Test(arguments: [false, true])
    func `fails on provisional answers without an end`(_ bringsAnswer: Bool) async throws {
        let tooMany = String(repeating: Self.early, count: AnswerHeadCheck.maximumProvisionalAnswers + 1)
        let server = RawServer(answer: bringsAnswer ? tooMany + Self.good : tooMany)
        let failure = try await Self.failure(server)
        #expect(failure?.message == "the server sent more than 16 provisional answers (1xx)")
    }

    @Test(arguments: ["", "Upgrade: other\r\nConnection: upgrade\r\n", "Content-Length: 3\r\n"])
    func `fails on a change of protocol`(_ header: String) async throws {
        let server = RawServer(answer: "HTTP/1.1 101 Switching Protocols\r\n\(header)\r\n\u{1}\u{2}\u{3}")
        let failure = try await Self.failure(server)
        #expect(
            failure?.message
                == "the server wants to change the protocol (HTTP status 101), which it was not asked to")
    }

    // MARK: What the parser and the client see to themselves

    @Test(arguments: [
        "200 OK\r\n\r\n", "<html></html>", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "HTTP/2.0 200 OK\r\n\(empty)",
        "HTTP/0.9 200 OK\r\n\(empty)", "HTTP/1.1 20 OK\r\n\(empty)", "HTTP/1.1 2000 OK\r\n\(empty)",
        "HTTP/1.1 -99 OK\r\n\(empty)", "\u{15}\u{3}\u{3}\0\u{2}\u{2}\u{28}", "HTTP/1.1 200 OK\r\n: x\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: two\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n: x\r\n\r\n",
    ])
    func `fails on what is not HTTP`(_ answer: String) async throws {
        let failure = try await Self.failure(RawServer(answer: answer, closes: true))
        #expect(failure?.message == Self.notHTTP)
    }

    @Test(arguments: [
        "", "\r\n", "H", "HTTP/1.1 200", "HTTP/1.1 200 OK\r\nContent-Le", early, early + early,
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nTrailer: x",
    ])
    func `fails on an answer that breaks off`(_ answer: String) async throws {
        for body in [nil, "a body"] {
            let failure = try await Self.failure(RawServer(answer: answer, closes: true), body: body)
            #expect(failure?.kind == .connectionReset)
        }
    }

    @Test func `fails on a header that is too large`() async throws {
        let line = "X: \(String(repeating: "y", count: 90_000))\r\n"
        let lines = String(repeating: "X: y\r\n", count: 300)
        let early = "HTTP/1.1 103 Early Hints\r\n"
        let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
        for (start, header) in [("HTTP/1.1 200 OK\r\n", line), (early, lines), (chunked, line), (chunked, lines)] {
            let failure = try await Self.failure(RawServer(answer: start + header))
            #expect(failure?.kind == .answerTooLarge)
            #expect(failure?.message == "the header of the answer is larger than allowed")
        }
    }

    @Test(arguments: [
        good + good, good + early, good + "HTTP/1.1 099 X\r\n\(empty)", good + "not HTTP", early + good + good,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nTrailer:\r\nOther: x\r\n\r\n",
        "HTTP/1.1 103 X\r\nContent-Length: 3\r\n\r\n" + good,
        "HTTP/1.1 200\r\nUpgrade: h2c\r\nConnection: upgrade\r\nContent-Length: 2\r\n\r\nok", "\r\n\r\n" + good,
    ])
    func `takes the answer and leaves what comes after it`(_ answer: String) async throws {
        for body in [nil, "a body"] {
            let results = try await Self.exchange(RawServer(answer: answer), times: 2, body: body)
            #expect(try results.first?.get().body == Array("ok".utf8))
            // The connection that said too much may have been closed just when it was to be used again.
            if case .failure(let failure) = results.last { #expect(failure.kind == .connectionReset) }
        }
    }

    @Test(arguments: [good, early, "HTTP/1.1 099 X\r\n\(empty)", "HTTP/1.1 101 X\r\n\r\n", "not HTTP"])
    func `bears a server that speaks before it is asked`(_ greeting: String) async throws {
        for result in try await Self.exchange(RawServer(greeting: greeting, answer: Self.good), times: 3) {
            switch result {
            case .success(let answer): #expect(answer.status == 200)
            case .failure(let failure): #expect(!failure.message.isEmpty)
            }
        }
    }
}
