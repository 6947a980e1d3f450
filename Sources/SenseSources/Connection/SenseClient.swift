// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import HTTPExchange
package import Logging
import Monitoring
package import NIOCore
import NIOHTTP1

/// Calls the HTTPS interfaces of Sense servers with the site's client certificate.
///
/// Connections are kept alive between polls. The certificate files are read at the first call, and again whenever one of
/// them changes, so that renewed certificates need no restart; while the changed ones do not fit together, the calls go on
/// with those that did.
package actor SenseClient {
    private let files: ClientCertificateFiles
    private let timeout: Duration
    private let group: any EventLoopGroup
    private let clock: any Clock<Duration>
    private let logger: Logger
    /// The files as they were when they could not be used.
    private var refused: ClientCertificateFiles.Fingerprint?
    /// The client before the last change of the files; its idle connections close by themselves.
    private var retired: HTTPClient?
    private var current: (fingerprint: ClientCertificateFiles.Fingerprint, client: HTTPClient)?

    /// - Parameters:
    ///   - timeout: for a whole call, from connecting to the last byte.
    ///   - group: the event loop, or loops, of the connections.
    package init(
        files: ClientCertificateFiles, timeout: Duration = .seconds(5),
        eventLoop group: any EventLoopGroup = HTTPClient.defaultEventLoopGroup,
        clock: any Clock<Duration> = ContinuousClock(), logger: Logger
    ) {
        self.files = files
        self.logger = logger
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
    ///   - decode: makes something of the body, or says what is wrong with it.
    func get<Value: Sendable>(
        _ path: String, query: String? = nil, from authority: String, headers: [Tag],
        timeout longer: Duration? = nil, maximumSize: Int = 8 << 20,
        decode: ([UInt8]) throws(PollFailure) -> Value
    ) async throws(PollFailure) -> Value {
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
        do throws(PollFailure) {
            return try decode(answer.body)
        } catch {
            throw PollFailure(error.category, error.message, details: details)
        }
    }

    /// Closes the connections, without waiting for the other side. No call may follow.
    package func shutDown() {
        retired?.closeInBackground()
        retired = nil
        current?.client.closeInBackground()
        current = nil
    }

    private func client() throws(PollFailure) -> HTTPClient {
        let fingerprint = files.fingerprint()
        if let current, current.fingerprint == fingerprint || refused == fingerprint { return current.client }
        var configuration = HTTPClient.Configuration.forExchanges()
        do {
            configuration.tlsConfiguration = try files.tlsConfiguration()
        } catch {
            guard let current else { throw PollFailure(.certificateError, error.description) }
            // Certificate and key are seldom replaced in the same instant.
            refused = fingerprint
            logger.error(
                "CERT: the changed files cannot be used, going on with the old ones",
                metadata: ["cause": "\(error.description)"])
            return current.client
        }
        if refused != nil { logger.notice("CERT: the changed files are in use") }
        refused = nil
        let client = HTTPClient(eventLoopGroupProvider: .shared(group), configuration: configuration)
        // Calls that still run on the old connections may end, so those are closed with the next change or at the end.
        retired?.closeInBackground()
        retired = current?.client
        current = (fingerprint, client)
        return client
    }
}
