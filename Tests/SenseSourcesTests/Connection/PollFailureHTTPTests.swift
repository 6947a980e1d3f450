// SPDX-License-Identifier: MIT

import HTTPExchange
import Monitoring
import Testing

@testable import SenseSources

@Suite struct PollFailureHTTPTests {
    @Test(arguments: [
        (401, PollFailure.Category.authError), (403, .authError), (404, .notFound), (429, .rateLimited),
        (400, .http4xx),
        (418, .http4xx), (499, .http4xx), (500, .http5xx), (503, .http5xx), (599, .http5xx), (301, .badAnswer),
        (302, .badAnswer), (204, .badAnswer), (201, .badAnswer), (100, .badAnswer),
    ])
    func `puts every status into its category`(status: Int, category: PollFailure.Category) {
        let failure = PollFailure(status: status, request: .init(url: "https://a/b", timeoutMilliseconds: 5000))
        #expect(failure.category == category)
        #expect(failure.message.contains("HTTP status \(status)"))
        #expect(failure.details.httpStatus == status)
        #expect(failure.details.url == "https://a/b")
        #expect(failure.details.timeoutMilliseconds == 5000)
        let code: String? = status >= 500 ? "ERR_BAD_RESPONSE" : status >= 400 ? "ERR_BAD_REQUEST" : nil
        #expect(failure.details.code == code)
    }

    @Test(arguments: [
        (HTTPExchangeFailure.Kind.timeout, PollFailure.Category.timeout, "ECONNABORTED" as String?, nil as String?),
        (.connectionRefused, .connectionRefused, "ECONNREFUSED", "connect"),
        (.hostNotFound, .hostNotFound, "ENOTFOUND", "getaddrinfo"),
        (.connectionReset, .connectionReset, "ECONNRESET", nil), (.unreachable, .unknown, "EHOSTUNREACH", "connect"),
        (.certificate, .certificateError, nil, nil), (.answerTooLarge, .badAnswer, nil, nil),
        (.other, .unknown, nil, nil),
    ])
    func `gives every failure the names that error points have`(
        kind: HTTPExchangeFailure.Kind, category: PollFailure.Category, code: String?, call: String?
    ) {
        var exchange = HTTPExchangeFailure(kind, "why")
        exchange.remoteAddress = "10.1.2.3"
        exchange.remotePort = 4243
        let failure = PollFailure(exchange, request: .init(url: "https://a/b"))
        #expect(failure.category == category)
        #expect(failure.message == "why")
        #expect(
            failure.details
                == .init(
                    code: code, url: "https://a/b", remoteAddress: "10.1.2.3", remotePort: 4243, systemCall: call))
    }
}
