// SPDX-License-Identifier: MIT

package import AsyncHTTPClient
import NIOCore
package import NIOHTTP1
package import NameLookup

/// One bounded HTTP exchange: a request, and the whole answer within a deadline and a size.
package enum HTTPExchange {
    package struct Answer: Sendable {
        package var status: Int
        package var headers: HTTPHeaders
        package var body: [UInt8]
    }

    /// Sends `request` and reads the whole answer.
    ///
    /// - Parameters:
    ///   - proxyHost: whom the client connects to in place of the request's host.
    ///   - deadline: for everything from looking up the name to the last byte, so that a server that trickles cannot hold the
    ///     caller.
    ///   - maximumBodySize: in bytes; a longer answer is a failure.
    ///   - names: whom it waits for before it connects, lest it holds up others with the look-up.
    package static func run(
        _ request: HTTPClientRequest, with client: HTTPClient, through proxyHost: String? = nil, deadline: Duration,
        maximumBodySize: Int, clock: any Clock<Duration> = ContinuousClock(), names: NameGate = .system
    ) async throws(HTTPExchangeFailure) -> Answer {
        let host = proxyHost ?? Authority(url: request.url).map { String($0.host) }
        do {
            return try await withThrowingTaskGroup(of: Answer?.self) { group in
                group.addTask {
                    if let host, let answer = await names.pass(host) {
                        throw HTTPExchangeFailure(unknownHost: host, answer)
                    }
                    try Task.checkCancellation()
                    let response = try await client.execute(request, timeout: .nanoseconds(deadline.nanoseconds))
                    let body = try await response.body.collect(upTo: maximumBodySize)
                    return Answer(
                        status: Int(response.status.code), headers: response.headers,
                        body: Array(body.readableBytesView))
                }
                group.addTask {
                    try await clock.sleep(for: deadline)
                    return nil
                }
                defer { group.cancelAll() }
                guard let first = try await group.next(), let answer = first else {
                    throw HTTPClientError.deadlineExceeded
                }
                return answer
            }
        } catch {
            var failure = HTTPExchangeFailure(error)
            guard let host else { throw failure }
            if failure.kind == .timeout, !names.hasFound(host) {
                failure = .noAnswer(about: host)
            }
            if ![.answerTooLarge, .cancelled].contains(failure.kind) { names.forget(host) }
            throw proxyHost.map(failure.through) ?? failure
        }
    }
}

extension Duration {
    package var nanoseconds: Int64 {
        let parts = components
        return parts.seconds * 1_000_000_000 + parts.attoseconds / 1_000_000_000
    }
}
