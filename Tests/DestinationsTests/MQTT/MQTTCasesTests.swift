// SPDX-License-Identifier: MIT

import Testing

@Suite struct MQTTCasesTests {
    @Test(arguments: [("version15", 30), ("version5", 6)])
    func `finds its cases`(generation: String, least: Int) {
        #expect(MQTTCase.all.count { $0.generation == generation } >= least)
    }

    @Test(arguments: MQTTCase.all)
    func `publishes what subscribers expect`(example: MQTTCase) throws {
        #expect(try example.messages() == example.expected)
    }
}
