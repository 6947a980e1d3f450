// SPDX-License-Identifier: MIT

import Foundation
import Testing

@Suite struct NewRelicCasesTests {
    @Test(arguments: [("Events", 30), ("Metrics", 25)])
    func `finds its cases`(kind: String, least: Int) {
        #expect(NewRelicCase.all.count { $0.kind == kind } >= least)
    }

    @Test(arguments: NewRelicCase.all)
    func `sends what New Relic expects`(example: NewRelicCase) throws {
        let records = try example.records()
        #expect(records == (try example.expected))
        if !records.isEmpty { _ = try JSONSerialization.jsonObject(with: Data(records.utf8)) }
    }
}
