// SPDX-License-Identifier: MIT

import Foundation
import HTTPExchange
import MonitoringTestKit
import TelemetryWire
import Testing

@testable import TelemetryClient

/// Collectors behind TLS: whom the client trusts, and what it says if it does not.
@Suite(.timeLimit(.minutes(2))) struct CollectorConnectionTLSTests {
    private static let report = SignedReport(
        key: [UInt8](repeating: 1, count: 32), counter: 7, signature: [UInt8](repeating: 2, count: 64),
        body: Array("{}".utf8))

    private static func send(
        to url: CollectorURL, authorityFile: String? = nil
    ) async throws -> HTTPExchange.Answer {
        try await CollectorConnection(collector: url, authorityFile: authorityFile).send(.report(report))
    }

    @Test func `trusts an authority that it was told`() async throws {
        let certificates = try await TestCertificates()
        let collector = RecordingCollector()
        try await collector.run(certificates: certificates) { url in
            let answer = try await Self.send(to: url, authorityFile: certificates.authorityFile)
            #expect(answer.status == 202)
        }
        #expect(collector.received.map(\.path) == ["/v2/reports"])
        #expect(collector.received.map(\.body) == [Self.report.body])
    }

    @Test func `trusts any of several certificates in a file`() async throws {
        let (certificates, others) = (try await TestCertificates(), try await TestCertificates())
        let both = try [others, certificates].map { try String(contentsOfFile: $0.authorityFile, encoding: .utf8) }
        let folder = try TemporaryDirectory()
        let file = try folder.write("# two authorities\n" + both.joined(), to: "authorities.pem")
        let collector = RecordingCollector()
        try await collector.run(certificates: certificates) { url in
            let answer = try await Self.send(to: url, authorityFile: file)
            #expect(answer.status == 202)
        }
    }

    @Test func `sends nothing to a collector of an authority that it does not know`() async throws {
        let (certificates, others) = (try await TestCertificates(), try await TestCertificates())
        let collector = RecordingCollector()
        try await collector.run(certificates: certificates) { url in
            for file in [nil, others.authorityFile] {
                let failure = await #expect(throws: HTTPExchangeFailure.self) {
                    try await Self.send(to: url, authorityFile: file)
                }
                #expect(failure?.kind == .certificate)
                #expect(failure?.message.contains("not signed by the configured CA") == true)
            }
        }
        #expect(collector.received.isEmpty)
    }

    @Test(arguments: ["IP:127.0.0.2", "DNS:collector.example", "DNS:127.0.0.1"])
    func `sends nothing to a collector with the certificate of another`(_ name: String) async throws {
        let certificates = try await TestCertificates(for: name)
        let collector = RecordingCollector()
        try await collector.run(certificates: certificates) { url in
            let failure = await #expect(throws: HTTPExchangeFailure.self) {
                try await Self.send(to: url, authorityFile: certificates.authorityFile)
            }
            #expect(failure?.kind == .certificate)
            #expect(failure?.message == "the server's certificate is not for this host name")
        }
        #expect(collector.received.isEmpty)
    }

    @Test(arguments: [
        nil, "", "no certificate", "-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\n",
    ])
    func `sends nothing if the file of the authority is missing or none, and names it`(_ text: String?) async throws {
        let folder = try TemporaryDirectory()
        let file = try text.map { try folder.write($0, to: "authority.pem") } ?? folder.file("authority.pem")
        let collector = RecordingCollector()
        // Also without TLS, or a mistake would show only on the day on which it matters.
        try await collector.run { url in
            let failure = await #expect(throws: HTTPExchangeFailure.self) {
                try await Self.send(to: url, authorityFile: file)
            }
            #expect(failure?.kind == .certificate)
            #expect(failure?.message.contains(file) == true)
        }
        #expect(collector.received.isEmpty)
    }

    @Test func `sends nothing to a collector that does not speak TLS`() async throws {
        let collector = RecordingCollector()
        try await collector.run { url in
            let secure = try CollectorURL("https" + url.base.dropFirst(4))
            let failure = await #expect(throws: HTTPExchangeFailure.self) { try await Self.send(to: secure) }
            #expect(failure?.kind == .certificate)
        }
        #expect(collector.received.isEmpty)
    }

    @Test func `reads the file anew for each message`() async throws {
        let certificates = try await TestCertificates()
        let folder = try TemporaryDirectory()
        let file = try folder.write("not yet", to: "authority.pem")
        let collector = RecordingCollector()
        try await collector.run(certificates: certificates) { url in
            let connection = CollectorConnection(collector: url, authorityFile: file)
            await #expect(throws: HTTPExchangeFailure.self) { try await connection.send(.report(Self.report)) }
            let text = try String(contentsOfFile: certificates.authorityFile, encoding: .utf8)
            _ = try folder.write(text, to: "authority.pem")
            let answer = try await connection.send(.report(Self.report))
            #expect(answer.status == 202)
        }
    }
}
