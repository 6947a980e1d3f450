// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import HTTPExchange
import Monitoring
package import NIOCore
import NIOHTTP1

/// Calls the HTTPS interfaces of Sense servers with the site's client certificate.
///
/// Connections are kept alive between polls. The certificate files are read at the first call, and again whenever one of
/// them changes, so that renewed certificates need no restart.
package actor SenseClient {
    private let files: ClientCertificateFiles
    private let timeout: Duration
    private let group: any EventLoopGroup
    private let clock: any Clock<Duration>
    private var current: (fingerprint: ClientCertificateFiles.Fingerprint, client: HTTPClient)?

    /// - Parameters:
    ///   - timeout: for a whole call, from connecting to the last byte.
    ///   - group: the event loop, or loops, of the connections.
    package init(
        files: ClientCertificateFiles, timeout: Duration = .seconds(5),
        eventLoop group: any EventLoopGroup = HTTPClient.defaultEventLoopGroup,
        clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.files = files
        self.timeout = timeout
        self.group = group
        self.clock = clock
    }

    /// The body of a 200 answer to `GET https://<authority><path>`; anything else is a failure.
    ///
    /// - Parameters:
    ///   - query: what follows the path's question mark; never part of a failure.
    ///   - timeout: for interfaces that need more time than others.
    ///   - maximumSize: the largest answer that is read, in bytes.
    func get(
        _ path: String, query: String? = nil, from authority: String, headers: [Tag],
        timeout longer: Duration? = nil, maximumSize: Int = 8 << 20
    ) async throws(PollFailure) -> [UInt8] {
        let timeout = longer ?? timeout
        let url = "https://\(authority)\(path)"
        let details = PollFailure.Details(url: url, timeoutMilliseconds: Int(timeout / .milliseconds(1)))
        let client = try client()
        var request = HTTPClientRequest(url: query.map { "\(url)?\($0)" } ?? url)
        for header in headers { request.headers.replaceOrAdd(name: header.name, value: header.value) }
        let answer: HTTPExchange.Answer
        do {
            answer = try await HTTPExchange.run(
                request, with: client, deadline: timeout, maximumBodySize: maximumSize, clock: clock)
        } catch {
            throw PollFailure(error, request: details)
        }
        guard answer.status == 200 else { throw PollFailure(status: answer.status, request: details) }
        return answer.body
    }

    /// Closes the connections, without waiting for the other side. No call may follow.
    package func shutDown() {
        current?.client.closeInBackground()
        current = nil
    }

    private func client() throws(PollFailure) -> HTTPClient {
        let fingerprint = files.fingerprint()
        if let current, current.fingerprint == fingerprint { return current.client }
        var configuration = HTTPClient.Configuration.forExchanges()
        do {
            configuration.tlsConfiguration = try files.tlsConfiguration()
        } catch {
            throw PollFailure(.certificateError, error.description)
        }
        let replaced = current?.client
        let client = HTTPClient(eventLoopGroupProvider: .shared(group), configuration: configuration)
        current = (fingerprint, client)
        // Polls that still run on the old connections fail once; the next ones use the new certificate.
        replaced?.closeInBackground()
        return client
    }
}
