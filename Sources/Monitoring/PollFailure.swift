// SPDX-License-Identifier: MIT

/// Why a poll gave nothing: a category to count under and a sentence for the administrator.
package struct PollFailure: Error, Sendable, Equatable, CustomStringConvertible {
    package var category: Category
    /// What happened and what to do, without secrets.
    package var message: String

    package init(_ category: Category, _ message: String) {
        self.category = category
        self.message = message
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
    }
}
