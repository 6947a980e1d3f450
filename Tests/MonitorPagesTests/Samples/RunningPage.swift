// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import HTTPListener
import Logging
import MonitoringTestKit
import NIOCore
import NIOHTTP1
import NIOPosix
import Testing

@testable import MonitorPages

/// A page that is served on this host, for as long as a test asks it.
struct RunningPage {
    let url: String
    let port: Int
    let log: LogCapture
    let clock: TestClock

    struct Answer {
        var status: UInt
        var headers: [String: String]
        var text: String
    }

    /// - Parameters:
    ///   - host: where it is served; on another host's address it thinks that others can reach it.
    static func with(
        token: String? = nil, host: String = "127.0.0.1",
        configuration: ShownConfiguration = Sample.configuration(Sample.settings),
        status: (@Sendable () -> SiteStatus)? = nil, _ body: (RunningPage) async throws -> Void
    ) async throws {
        let (addresses, listening) = AsyncStream<ListenAddress>.makeStream()
        let (log, clock) = (LogCapture(), TestClock())
        let settings = PageServer.Settings(
            name: "PAGE", address: ListenAddress(host: host, port: 0, setting: "test"), token: token)
        let server =
            if let status {
                PageServer(settings, status: status, clock: clock, logger: log.logger) { listening.yield($0) }
            } else {
                PageServer(
                    settings, configuration: configuration, file: "site.yaml", clock: clock, logger: log.logger
                ) { listening.yield($0) }
            }
        try await withRunning([server], onEnd: { listening.finish() }) {
            for await address in addresses {
                try await body(
                    RunningPage(
                        url: "http://127.0.0.1:\(address.port)", port: address.port, log: log, clock: clock))
                break
            }
        }
    }

    func ask(_ path: String = "/", method: String = "GET", _ headers: [String: String] = [:]) async throws -> Answer {
        var request = HTTPClientRequest(url: url + path)
        request.method = .RAW(value: method)
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
        let body = try await response.body.collect(upTo: 64 << 20)
        return Answer(
            status: response.status.code,
            headers: Dictionary(response.headers.map { ($0.name.lowercased(), $0.value) }) { first, _ in first },
            text: String(buffer: body))
    }

    /// Writes a request as it is, and reads until the other side closes.
    func send(_ request: String) async throws -> String {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: request))
            var text = ""
            for try await buffer in inbound { text += String(buffer: buffer) }
            return text
        }
    }

    /// Asks, and expects a status.
    func expect(
        _ status: UInt, _ path: String = "/", method: String = "GET", _ headers: [String: String] = [:],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let answer = try await ask(path, method: method, headers)
        #expect(answer.status == status, "\(path)", sourceLocation: sourceLocation)
    }

    /// Asks, and expects something in the answer.
    func expect(
        text: String, at path: String = "/", sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let answer = try await ask(path)
        #expect(answer.text.contains(text), "\(path)", sourceLocation: sourceLocation)
    }
}
