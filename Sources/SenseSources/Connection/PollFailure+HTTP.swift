// SPDX-License-Identifier: MIT

import HTTPExchange
import Monitoring

extension PollFailure {
    /// - Parameter request: what is known about the request.
    init(_ failure: HTTPExchangeFailure, request: Details) {
        let (category, code, call): (Category, String?, String?) =
            switch failure.kind {
            case .timeout: (.timeout, "ECONNABORTED", nil)
            case .connectionRefused: (.connectionRefused, "ECONNREFUSED", "connect")
            case .hostNotFound: (.hostNotFound, "ENOTFOUND", "getaddrinfo")
            case .connectionReset: (.connectionReset, "ECONNRESET", nil)
            case .certificate: (.certificateError, nil, nil)
            case .unreachable: (.unknown, "EHOSTUNREACH", "connect")
            case .answerTooLarge: (.badAnswer, nil, nil)
            case .cancelled, .other: (.unknown, nil, nil)
            }
        var details = request
        details.code = code
        details.systemCall = call
        details.remoteAddress = failure.remoteAddress
        details.remotePort = failure.remotePort
        self.init(category, failure.message, details: details)
    }

    init(status: Int, request: Details) {
        var details = request
        details.httpStatus = status
        details.code = status >= 500 ? "ERR_BAD_RESPONSE" : status >= 400 ? "ERR_BAD_REQUEST" : nil
        self.init(Category(httpStatus: status), Self.sentence(for: status), details: details)
    }

    private static func sentence(for status: Int) -> String {
        switch status {
        case 401, 403: "HTTP status \(status): the server does not accept this certificate or header"
        case 404: "HTTP status 404: no such interface; is this the right port and virtual proxy?"
        case 429: "HTTP status 429: too many requests"
        case 300..<400: "HTTP status \(status): a redirect, which is not followed"
        case 400...: "HTTP status \(status)"
        default: "HTTP status \(status) instead of 200"
        }
    }
}
