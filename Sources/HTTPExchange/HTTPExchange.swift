// SPDX-License-Identifier: MIT

package import AsyncHTTPClient
import NIOCore
package import NIOHTTP1

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
    ///   - deadline: for everything from connecting to the last byte, so that a server that trickles cannot hold the caller.
    ///   - maximumBodySize: in bytes; a longer answer is a failure.
    package static func run(
        _ request: HTTPClientRequest, with client: HTTPClient, deadline: Duration, maximumBodySize: Int,
        clock: any Clock<Duration> = ContinuousClock()
    ) async throws(HTTPExchangeFailure) -> Answer {
        do {
            return try await withThrowingTaskGroup(of: Answer?.self) { group in
                group.addTask {
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
            throw HTTPExchangeFailure(error)
        }
    }
}

extension Duration {
    package var nanoseconds: Int64 {
        let parts = components
        return parts.seconds * 1_000_000_000 + parts.attoseconds / 1_000_000_000
    }
}
