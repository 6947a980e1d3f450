// SPDX-License-Identifier: MIT

import AsyncHTTPClient

/// Asks a running program whether it is well, for the commands that containers and service managers call.
package enum HealthCall {
    /// Why it is not, as a sentence.
    package struct Failure: Error, Equatable, CustomStringConvertible {
        package var description: String
    }

    /// Returns if the answer is 200.
    ///
    /// - Parameters:
    ///   - server: `http://127.0.0.1:8340`
    ///   - path: what is asked there.
    ///   - deadline: for the whole call.
    package static func ask(_ server: String, path: String, deadline: Duration) async throws(Failure) {
        let client = HTTPClient(
            eventLoopGroupProvider: .singleton, configuration: .forExchanges(connectTimeout: min(deadline, .seconds(2)))
        )
        defer { client.closeInBackground() }
        let answer: HTTPExchange.Answer
        do {
            answer = try await HTTPExchange.run(
                HTTPClientRequest(url: server + path), with: client, deadline: deadline, maximumBodySize: 64 * 1024)
        } catch {
            throw Failure(description: "\(server) does not answer: \(error)")
        }
        guard answer.status == 200 else {
            throw Failure(description: "\(server) is not ready: status \(answer.status)")
        }
    }
}
