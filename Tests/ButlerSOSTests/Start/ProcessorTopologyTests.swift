// SPDX-License-Identifier: MIT

import Testing

@testable import ButlerSOS

@Suite struct ProcessorTopologyTests {
    /// Two sockets, the first with two cores of two threads each, the second with one core.
    static let twoSockets = [(0, 0, 0), (1, 0, 0), (2, 0, 1), (3, 0, 1), (4, 1, 0)].map { processor, socket, core in
        "processor\t: \(processor)\nmodel name\t: CPU @ 2GHz: x\nphysical id\t: \(socket)\ncore id\t\t: \(core)\n\n"
    }.joined()

    @Test func `counts sockets and cores, not threads`() {
        let topology = ProcessorTopology(cpuInfo: Self.twoSockets)
        #expect(topology.sockets == 2)
        #expect(topology.physicalCores == 3)
    }

    @Test(arguments: ["", "processor\t: 0\nBogoMIPS\t: 50.00\n", "no colon here", "physical id"])
    func `takes what it is not told for one`(text: String) {
        let topology = ProcessorTopology(cpuInfo: text)
        #expect(topology.sockets == 1)
        #expect(topology.physicalCores == 1)
    }
}
