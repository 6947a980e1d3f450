// SPDX-License-Identifier: MIT

import Testing

@Suite struct EventLineCasesTests {
    @Test(arguments: [("version5", 1), ("version1", 15), ("version2", 25), ("version3", 8)])
    func `finds its cases`(generation: String, least: Int) {
        #expect(EventLineCase.all.count { $0.generation == generation } >= least)
    }

    @Test(arguments: EventLineCase.all)
    func `writes what a database of the generation expects`(example: EventLineCase) throws {
        #expect(try example.line() == example.expected)
    }
}
