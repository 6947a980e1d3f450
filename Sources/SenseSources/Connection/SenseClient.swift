// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import HTTPExchange
package import Monitoring
import NIOCore
import NIOHTTP1

/// Calls the HTTPS interfaces of Sense servers with the site's client certificate.
///
/// Connections are kept alive between polls. The certificate files are read at the first call, and again whenever one of
/// them changes, so that renewed certificates need no restart.
package actor SenseClient {
    /// The largest answer that is read: far above any real one.
    package static let maximumAnswerSize = 8 << 20

    private let files: ClientCertificateFiles
    private let timeout: Duration
    private let clock: any Clock<Duration>
    private var current: (fingerprint: ClientCertificateFiles.Fingerprint, client: HTTPClient)?

    /// - Parameter timeout: for a whole call, from connecting to the last byte.
    package init(
        files: ClientCertificateFiles, timeout: Duration = .seconds(5), clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.files = files
        self.timeout = timeout
        self.clock = clock
    }

    /// The body of a 200 answer to `GET https://<authority><path>`; anything else is a failure.
    package func get(_ path: String, from authority: String, headers: [Tag]) async throws(PollFailure) -> [UInt8] {
        let client = try await client()
        var request = HTTPClientRequest(url: "https://\(authority)\(path)")
        for header in headers { request.headers.replaceOrAdd(name: header.name, value: header.value) }
        let answer: HTTPExchange.Answer
        do {
            answer = try await HTTPExchange.run(
                request, with: client, deadline: timeout, maximumBodySize: Self.maximumAnswerSize, clock: clock)
        } catch {
            throw PollFailure(error)
        }
        guard answer.status == 200 else { throw PollFailure(status: answer.status) }
        return answer.body
    }

    /// Closes the connections, without waiting for the other side. No call may follow.
    package func shutDown() {
        current?.client.closeInBackground()
        current = nil
    }

    private func client() async throws(PollFailure) -> HTTPClient {
        let fingerprint = files.fingerprint()
        if let current, current.fingerprint == fingerprint { return current.client }
        var configuration = HTTPClient.Configuration.forExchanges(connectTimeout: timeout)
        do {
            configuration.tlsConfiguration = try files.tlsConfiguration()
        } catch {
            throw PollFailure(.certificateError, error.description)
        }
        let replaced = current?.client
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        current = (fingerprint, client)
        // Polls that still run on the old connections fail once; the next ones use the new certificate.
        replaced?.closeInBackground()
        return client
    }
}
