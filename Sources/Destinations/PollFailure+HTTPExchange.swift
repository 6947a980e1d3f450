// SPDX-License-Identifier: MIT

import HTTPExchange
import Monitoring
import NIOHTTP1

extension PollFailure.Category {
    /// The category of an exchange that gave no answer.
    init(_ kind: HTTPExchangeFailure.Kind) {
        switch kind {
        case .timeout: self = .timeout
        case .connectionRefused: self = .connectionRefused
        case .hostNotFound: self = .hostNotFound
        case .connectionReset: self = .connectionReset
        case .certificate: self = .certificateError
        case .answerTooLarge: self = .badAnswer
        case .unreachable, .cancelled, .other: self = .unknown
        }
    }
}

extension HTTPExchange.Answer {
    /// How long the server wants to be left alone; `nil` if it does not say so in seconds.
    var retryAfter: Duration? {
        headers.first(name: "Retry-After").flatMap { Int($0) }.flatMap { $0 > 0 ? .seconds($0) : nil }
    }
}
