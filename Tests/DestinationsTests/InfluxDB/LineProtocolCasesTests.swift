// SPDX-License-Identifier: MIT

import Testing

@Suite struct LineProtocolCasesTests {
    @Test(arguments: [("version5", 15), ("version1", 30), ("version2", 25), ("version3", 15)])
    func `finds its cases`(generation: String, least: Int) {
        #expect(LineProtocolCase.all.count { $0.generation == generation } >= least)
    }

    @Test(arguments: LineProtocolCase.all)
    func `writes what a database of the generation expects`(example: LineProtocolCase) throws {
        #expect(try example.lines() == example.expected)
    }
}
