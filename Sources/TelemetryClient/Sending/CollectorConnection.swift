// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import Foundation
package import HTTPExchange
import NIOCore
import NIOSSL

/// The choke point: the only place from which telemetry leaves.
///
/// A connection is made for one request and closed after it; two a day are not worth keeping one. The certificates are read
/// for each, so that a renewed file needs no restart. Redirects are never followed.
package struct CollectorConnection: Sendable {
    package let collector: CollectorURL
    private let authorityFile: String?
    private let proxy: HTTPProxy?
    private let timeout: Duration

    /// - Parameters:
    ///   - authorityFile: a PEM file with certificates to trust beside those of the system.
    ///   - timeout: for everything from looking up the name to the last byte.
    package init(
        collector: CollectorURL, authorityFile: String? = nil, proxy: HTTPProxy? = nil, timeout: Duration = .seconds(5)
    ) {
        self.collector = collector
        self.authorityFile = authorityFile
        self.proxy = proxy
        self.timeout = timeout
    }

    package func send(_ request: CollectorRequest) async throws(HTTPExchangeFailure) -> HTTPExchange.Answer {
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: try configuration())
        defer { client.closeInBackground() }
        return try await HTTPExchange.run(
            request.httpRequest(to: collector), with: client, through: proxy?.host, deadline: timeout,
            maximumBodySize: 256 * 1024)
    }

    private func configuration() throws(HTTPExchangeFailure) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration.forExchanges(connectTimeout: timeout)
        configuration.proxy = proxy?.server
        if let authorityFile {
            do {
                var tls = TLSConfiguration.makeClientConfiguration()
                tls.additionalTrustRoots = [
                    .certificates(try NIOSSLCertificate.fromPEMFile(authorityFile))
                ]
                configuration.tlsConfiguration = tls
            } catch {
                throw HTTPExchangeFailure(
                    .certificate, "the file with the collector's certificates cannot be read: \(authorityFile)")
            }
        }
        return configuration
    }
}
