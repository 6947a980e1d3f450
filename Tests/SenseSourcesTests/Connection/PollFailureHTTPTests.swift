// SPDX-License-Identifier: MIT

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
        let failure = PollFailure(status: status)
        #expect(failure.category == category)
        #expect(failure.message.contains("HTTP status \(status)"))
    }
}
