// SPDX-License-Identifier: MIT

import Monitoring
import Testing

@Suite struct PollFailureTests {
    @Test(arguments: [
        (401, PollFailure.Category.authError), (403, .authError), (404, .notFound), (429, .rateLimited),
        (400, .http4xx), (402, .http4xx), (418, .http4xx), (499, .http4xx), (500, .http5xx), (503, .http5xx),
        (599, .http5xx), (301, .badAnswer), (204, .badAnswer), (0, .badAnswer),
    ])
    func `knows the category of a status`(status: Int, category: PollFailure.Category) {
        #expect(PollFailure.Category(httpStatus: status) == category)
    }

    @Test func `spells its categories as they are counted and stored`() {
        #expect(
            PollFailure.Category.allCases.map(\.rawValue) == [
                "timeout", "connection_refused", "host_not_found", "connection_reset", "auth_error", "not_found",
                "rate_limited", "http_5xx", "http_4xx", "certificate_error", "bad_answer", "unknown",
            ])
    }
}
