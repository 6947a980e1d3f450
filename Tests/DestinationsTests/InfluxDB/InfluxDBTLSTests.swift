// SPDX-License-Identifier: MIT

import Destinations
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Monitoring
import MonitoringPipeline
import MonitoringTestKit
import NIOSSL
import Testing

/// A server whose certificate a private authority signed.
@Suite(.timeLimit(.minutes(3))) struct InfluxDBTLSTests {
    private static let batch = [Record(Array("m v=1i 1".utf8))]

    private func server(_ certificates: TestCertificates) throws -> HTTPServerBuilder {
        let chain = try NIOSSLCertificate.fromPEMFile(certificates.certificateFile)
        let key = try NIOSSLPrivateKey(file: certificates.keyFile, format: .pem)
        return try .tls(
            .http1(),
            tlsConfiguration: .makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key)))
    }

    @Test(arguments: [1, 2, 3])
    func `writes to a server of an authority that it was told`(version: Int) async throws {
        let certificates = try await TestCertificates()
        try await FakeInfluxDB.run(
            .test(version), usesTLS: true, server: server(certificates), authorityFile: certificates.authorityFile
        ) { server, destination in
            try await destination.deliver(Self.batch)
            #expect(server.writes == ["m v=1i 1\n"])
        }
    }

    @Test func `sends nothing to a server of an authority that it does not know`() async throws {
        let certificates = try await TestCertificates()
        let others = try await TestCertificates()
        for authority in [nil, others.authorityFile] {
            try await FakeInfluxDB.run(
                .test(2), usesTLS: true, server: server(certificates), authorityFile: authority
            ) { server, destination in
                let failure = await #expect(throws: DeliveryFailure.self) { try await destination.deliver(Self.batch) }
                #expect(failure?.kind == .temporary(retryAfter: nil))
                #expect(failure?.category == .certificateError)
                #expect(failure?.message.contains("not signed by the configured CA") == true)
                #expect(server.requests.isEmpty)
            }
        }
    }
}
