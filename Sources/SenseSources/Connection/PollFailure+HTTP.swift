// SPDX-License-Identifier: MIT

import HTTPExchange
import Monitoring

extension PollFailure {
    init(_ failure: HTTPExchangeFailure) {
        let category: Category =
            switch failure.kind {
            case .timeout: .timeout
            case .connectionRefused: .connectionRefused
            case .hostNotFound: .hostNotFound
            case .connectionReset: .connectionReset
            case .certificate: .certificateError
            case .answerTooLarge: .badAnswer
            case .unreachable, .cancelled, .other: .unknown
            }
        self.init(category, failure.message)
    }

    init(status: Int) {
        switch status {
        case 401, 403:
            self.init(.authError, "HTTP status \(status): the server does not accept this certificate or header")
        case 404: self.init(.notFound, "HTTP status 404: no such interface; is this the engine's port?")
        case 429: self.init(.rateLimited, "HTTP status 429: too many requests")
        case 500...: self.init(.http5xx, "HTTP status \(status)")
        case 400..<500: self.init(.http4xx, "HTTP status \(status)")
        case 300..<400: self.init(.badAnswer, "HTTP status \(status): a redirect, which is not followed")
        default: self.init(.badAnswer, "HTTP status \(status) instead of 200")
        }
    }
}
