// SPDX-License-Identifier: MIT

import SenseSimulator
import Testing

@Suite struct FaultPlanTests {
    @Test func `has no faults by itself`() throws {
        #expect(try FaultPlan(arguments: [], serverCount: 2) == FaultPlan())
        #expect(FaultPlan().fault(ofServer: 1) == nil)
    }

    @Test func `reads a fault for all servers and one for a single server`() throws {
        let plan = try FaultPlan(arguments: ["timeout@2", "slow"], serverCount: 3)
        #expect((1...3).map { plan.fault(ofServer: $0) } == [.slow, .timeout, .slow])
    }

    @Test func `lets the later of two arguments count`() throws {
        let plan = try FaultPlan(arguments: ["slow@1", "http500@1"], serverCount: 1)
        #expect(plan.fault(ofServer: 1) == .http500)
    }

    @Test(
        arguments: [
            ("timeout", .timeout), ("http500", .http500), ("bad-json", .badJSON), ("slow", .slow),
            ("wrong-cert", .wrongCertificate),
        ] as [(String, Fault)]
    )
    func `knows every fault by its name`(name: String, fault: Fault) throws {
        #expect(try FaultPlan(arguments: [name], serverCount: 1).fault(ofServer: 1) == fault)
    }

    @Test(arguments: ["", "@1", "Timeout", "badJSON", "broken@1"])
    func `names the argument and the allowed faults when there is no such fault`(argument: String) throws {
        let error = try #require(throws: FaultArgumentError.self) {
            try FaultPlan(arguments: ["slow", argument], serverCount: 1)
        }
        #expect(error.description.contains("--fault \(argument):"))
        #expect(error.description.contains("timeout, http500, bad-json, slow, wrong-cert"))
    }

    @Test(arguments: ["slow@", "slow@0", "slow@3", "slow@-1", "slow@x", "slow@1@2", "slow@99999999999999999999"])
    func `names the argument and the allowed numbers when there is no such server`(argument: String) throws {
        let error = try #require(throws: FaultArgumentError.self) {
            try FaultPlan(arguments: [argument], serverCount: 2)
        }
        #expect(error.description.contains("--fault \(argument):"))
        #expect(error.description.contains("1 to 2"))
    }
}
