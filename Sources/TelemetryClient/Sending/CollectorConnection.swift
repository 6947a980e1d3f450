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
    private let proxy: Proxy?
    private let timeout: Duration

    /// - Parameters:
    ///   - authorityFile: a PEM file with certificates to trust beside those of the system.
    ///   - timeout: for everything from looking up the name to the last byte.
    package init(
        collector: CollectorURL, authorityFile: String? = nil, proxy: Proxy? = nil, timeout: Duration = .seconds(5)
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
            request.httpRequest(to: collector), with: client, deadline: timeout, maximumBodySize: 256 * 1024)
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

    /// A proxy on the way to the collector: a tunnel through it, so that it sees no message.
    package struct Proxy: Sendable, Equatable, CustomStringConvertible {
        private let host: String
        private let port: Int
        private let credentials: String?
        private let isSOCKS: Bool

        /// Reads `http://[USER:PASSWORD@]HOST[:PORT]`, or the same with `socks5`; the scheme may be left out.
        package init?(_ text: String) {
            var rest = Substring(text)
            var scheme = "http"
            if let separator = text.firstRange(of: "://") {
                scheme = text[..<separator.lowerBound].lowercased()
                rest = text[separator.upperBound...]
            }
            guard ["http", "socks5", "socks5h"].contains(scheme) else { return nil }
            isSOCKS = scheme != "http"
            if rest.hasSuffix("/") { rest.removeLast() }
            var user: Substring?
            if let sign = rest.lastIndex(of: "@") {
                user = rest[..<sign]
                rest = rest[rest.index(after: sign)...]
            }
            // A SOCKS proxy with a password is not supported, and without it would refuse anyway.
            guard user == nil || !isSOCKS else { return nil }
            credentials = user.map { $0.removingPercentEncoding ?? String($0) }
            guard let authority = Authority(rest) else { return nil }
            host = String(authority.host)
            port = authority.port ?? (isSOCKS ? 1080 : 8080)
        }

        /// Without the password.
        package var description: String { "\(isSOCKS ? "socks5" : "http")://\(host):\(port)" }

        fileprivate var server: HTTPClient.Configuration.Proxy {
            if isSOCKS { return .socksServer(host: host, port: port) }
            guard let credentials else { return .server(host: host, port: port) }
            let colon = credentials.firstIndex(of: ":") ?? credentials.endIndex
            return .server(
                host: host, port: port,
                authorization: .basic(
                    username: String(credentials[..<colon]), password: String(credentials[colon...].dropFirst())))
        }
    }
}
