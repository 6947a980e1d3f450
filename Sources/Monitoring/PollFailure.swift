// SPDX-License-Identifier: MIT

/// Why a poll gave nothing: a category to count under and a sentence for the administrator.
package struct PollFailure: Error, Sendable, Equatable, CustomStringConvertible {
    package var category: Category
    /// What happened and what to do, without secrets.
    package var message: String
    package var details: Details

    package init(_ category: Category, _ message: String, details: Details = Details()) {
        self.category = category
        self.message = message
        self.details = details
    }

    package var description: String { message }

    /// The categories under which failed polls are counted.
    package enum Category: String, Sendable, CaseIterable {
        case timeout
        case connectionRefused = "connection_refused"
        case hostNotFound = "host_not_found"
        case connectionReset = "connection_reset"
        case authError = "auth_error"
        case notFound = "not_found"
        case rateLimited = "rate_limited"
        case http5xx = "http_5xx"
        case http4xx = "http_4xx"
        case certificateError = "certificate_error"
        /// The answer arrived but is not what the interface promises.
        case badAnswer = "bad_answer"
        case unknown

        /// The category of an HTTP status that is an error.
        package init(httpStatus: Int) {
            switch httpStatus {
            case 401, 403: self = .authError
            case 404: self = .notFound
            case 429: self = .rateLimited
            case 500...: self = .http5xx
            case 400..<500: self = .http4xx
            default: self = .badAnswer
            }
        }
    }

    /// What is known about the request that failed; none of it has a secret.
    package struct Details: Sendable, Equatable {
        /// The system's name for the error, `ECONNREFUSED` for example.
        package var code: String?
        package var httpStatus: Int?
        /// Scheme, host and path, without the query.
        package var url: String?
        package var timeoutMilliseconds: Int?
        package var remoteAddress: String?
        package var remotePort: Int?
        package var systemCall: String?

        package init(
            code: String? = nil, httpStatus: Int? = nil, url: String? = nil, timeoutMilliseconds: Int? = nil,
            remoteAddress: String? = nil, remotePort: Int? = nil, systemCall: String? = nil
        ) {
            self.code = code
            self.httpStatus = httpStatus
            self.url = url
            self.timeoutMilliseconds = timeoutMilliseconds
            self.remoteAddress = remoteAddress
            self.remotePort = remotePort
            self.systemCall = systemCall
        }
    }
}
