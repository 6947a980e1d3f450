// SPDX-License-Identifier: MIT

package import AsyncHTTPClient
import NIOCore

extension HTTPClient.Configuration {
    /// What every client here has in common: an attempt is one attempt, a redirect is an answer, HTTP/1.1, and no answer
    /// ends the program.
    ///
    /// The client's own retries would hide that a server is down, and for how long.
    package static func forExchanges(connectTimeout: Duration = .seconds(5)) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.timeout.connect = .nanoseconds(connectTimeout.nanoseconds)
        configuration.httpVersion = .http1Only
        configuration.http1_1ConnectionDebugInitializer = AnswerHeadCheck.add(to:)
        return configuration
    }
}
