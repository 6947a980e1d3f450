// SPDX-License-Identifier: MIT

import Testing

@testable import LogOutput

@Suite struct ConsoleTests {
    @Test(arguments: [
        ([:], true, true), ([:], false, false), (["NO_COLOR": "1"], true, false), (["NO_COLOR": ""], true, true),
        (["FORCE_COLOR": "1"], false, true), (["FORCE_COLOR": "0"], true, false), (["FORCE_COLOR": ""], false, false),
        (["FORCE_COLOR": "False"], true, false), (["FORCE_COLOR": "3", "NO_COLOR": "1"], true, false),
    ])
    func `is coloured on a terminal, unless the environment says otherwise`(
        environment: [String: String], isTerminal: Bool, expected: Bool
    ) {
        #expect(Console.isColoured(isTerminal: isTerminal, environment: environment) == expected)
    }
}
