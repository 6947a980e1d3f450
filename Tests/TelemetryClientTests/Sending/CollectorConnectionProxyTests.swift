// SPDX-License-Identifier: MIT

import HTTPExchange
import MonitoringTestKit
import TelemetryWire
import Testing

@testable import TelemetryClient

/// A real proxy in front of a real collector with TLS.
@Suite(.timeLimit(.minutes(2))) struct CollectorConnectionProxyTests {
    /// A name that is known to nobody but the proxy.
    private static let name = "collector.test"
    private static let report = SignedReport(
        key: [UInt8](repeating: 1, count: 32), counter: 7, signature: [UInt8](repeating: 2, count: 64),
        body: Array("{\"a\":1}".utf8))

    /// Runs a collector behind a proxy.
    ///
    /// - Parameter body: gets the proxy's port and the file with the collector's authority.
    private func run(
        _ proxy: ConnectProxy, _ collector: RecordingCollector,
        _ body: @escaping @Sendable (Int, String) async throws -> Void
    ) async throws {
        let certificates = try await TestCertificates(for: "DNS:\(Self.name)")
        try await collector.run(certificates: certificates) { url in
            try await proxy.run(to: url) { port in try await body(port, certificates.authorityFile) }
        }
    }

    private static func send(
        through proxy: String, authorityFile: String
    ) async throws -> HTTPExchange.Answer {
        let way: HTTPProxy = try #require(.init(proxy))
        let connection = CollectorConnection(
            collector: try CollectorURL("https://\(name)"), authorityFile: authorityFile, proxy: way)
        return try await connection.send(.report(report))
    }

    @Test func `goes through a tunnel, in which the proxy sees nothing`() async throws {
        let (proxy, collector) = (ConnectProxy(), RecordingCollector())
        try await run(proxy, collector) { port, authorityFile in
            let answer = try await Self.send(through: "http://127.0.0.1:\(port)", authorityFile: authorityFile)
            #expect(answer.status == 202)
        }
        #expect(collector.received.map(\.body) == [Self.report.body])
        #expect(proxy.received.count == 1)
        let head = try #require(proxy.received.first)
        #expect(head.hasPrefix("CONNECT \(Self.name):443 HTTP/1.1\r\n"))
        #expect(!head.lowercased().contains("telemetry"))
        #expect(!head.lowercased().contains("authorization"))
    }

    @Test func `shows the password to the proxy, and to nobody else`() async throws {
        let (proxy, collector) = (ConnectProxy(), RecordingCollector())
        try await run(proxy, collector) { port, authorityFile in
            _ = try await Self.send(
                through: "http://reporter:p%40ss%3Aword@127.0.0.1:\(port)", authorityFile: authorityFile)
        }
        let head = try #require(proxy.received.first)
        // reporter:p@ss:word
        #expect(head.lowercased().contains("\r\nproxy-authorization: basic "))
        #expect(head.contains("cmVwb3J0ZXI6cEBzczp3b3Jk"))
        let request = try #require(collector.received.first)
        #expect(request.headers.keys.allSatisfy { !$0.contains("authorization") && !$0.contains("proxy") })
    }

    @Test(arguments: ["407 Proxy Authentication Required", "403 Forbidden", "502 Bad Gateway"])
    func `says why the proxy refuses, without the password`(_ refusal: String) async throws {
        let (proxy, collector) = (ConnectProxy(refusal: refusal), RecordingCollector())
        try await run(proxy, collector) { port, authorityFile in
            let failure = await #expect(throws: HTTPExchangeFailure.self) {
                try await Self.send(
                    through: "http://reporter:geheim@127.0.0.1:\(port)", authorityFile: authorityFile)
            }
            #expect(failure?.message.lowercased().contains("proxy") == true, "\(failure?.message ?? "")")
            #expect(failure?.message.contains("geheim") == false)
            #expect(failure?.message.contains("Z2VoZWlt") == false)
        }
        #expect(collector.received.isEmpty)
    }

    @Test func `trusts the collector and not the proxy`() async throws {
        let (proxy, collector) = (ConnectProxy(), RecordingCollector())
        let others = try await TestCertificates()
        try await run(proxy, collector) { port, _ in
            let failure = await #expect(throws: HTTPExchangeFailure.self) {
                try await Self.send(through: "http://127.0.0.1:\(port)", authorityFile: others.authorityFile)
            }
            #expect(failure?.kind == .certificate)
        }
        #expect(collector.received.isEmpty)
    }

    @Test func `does not go round a proxy that is down`() async throws {
        let certificates = try await TestCertificates(for: "DNS:\(Self.name)")
        let port = try RefusingPort()
        let failure = await #expect(throws: HTTPExchangeFailure.self) {
            try await Self.send(
                through: "http://127.0.0.1:\(port.number)", authorityFile: certificates.authorityFile)
        }
        #expect(failure?.kind == .connectionRefused)
        #expect(
            failure?.message == "the proxy 127.0.0.1 cannot be reached: connection refused; nothing listens there")
    }

    @Test func `takes the way that the environment says, as the whole client does`() async throws {
        let (proxy, collector) = (ConnectProxy(), RecordingCollector())
        try await run(proxy, collector) { port, authorityFile in
            let folder = try TemporaryDirectory()
            var options = TelemetryOptions(
                service: .butlerSOS, version: "0.1.0", features: [:], stateFolder: folder.file("telemetry"),
                environment: ["HTTPS_PROXY": "http://reporter:geheim@127.0.0.1:\(port)"],
                collector: try CollectorURL("https://\(Self.name)"))
            options.authorityFile = authorityFile
            let telemetry = Telemetry(options, isOnlyLooking: false, files: HostFiles([:]))
            let connection = try #require(try telemetry.connection())
            let answer = try await connection.send(.report(Self.report))
            #expect(answer.status == 202)
            #expect(!"\(connection)".contains("geheim"))
            #expect(!telemetry.notice.joined().contains("geheim"))
            #expect(telemetry.notice.joined().contains("through the proxy http://127.0.0.1:\(port)"))
        }
        #expect(collector.received.count == 1)
        #expect(proxy.received.count == 1)
    }
}
