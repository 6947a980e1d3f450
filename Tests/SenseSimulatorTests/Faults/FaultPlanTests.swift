// SPDX-License-Identifier: MIT

import SenseSimulator
import Testing

@Suite struct FaultPlanTests {
    @Test func `has no faults by itself`() throws {
        #expect(try FaultPlan(arguments: [], serverCount: 2) == FaultPlan())
        #expect(SenseInterface.allCases.allSatisfy { FaultPlan().fault(ofServer: 1, $0) == nil })
    }

    @Test func `reads a fault for all servers and one for a single server`() throws {
        let plan = try FaultPlan(arguments: ["timeout@2", "slow"], serverCount: 3)
        #expect((1...3).map { plan.fault(ofServer: $0) } == [.slow, .timeout, .slow])
    }

    @Test func `lets the later of two arguments count`() throws {
        let plan = try FaultPlan(arguments: ["slow@1", "http500@1"], serverCount: 1)
        #expect(plan.fault(ofServer: 1) == .http500)
    }

    @Test func `gives a fault to all interfaces, or to the one that is named`() throws {
        let plan = try FaultPlan(arguments: ["slow", "refuse/proxy", "http401@2/engine"], serverCount: 2)
        #expect(SenseInterface.allCases.map { plan.fault(ofServer: 1, $0) } == [.slow, .refuse, .slow])
        #expect([SenseInterface.engine, .proxy].map { plan.fault(ofServer: 2, $0) } == [.http401, .refuse])
    }

    @Test func `lets what is said of one interface or one server count more, in whatever order`() throws {
        let plan = try FaultPlan(
            arguments: ["http401@1/engine", "http404@1", "http429/engine", "slow/repository", "http500"],
            serverCount: 2
        )
        #expect(SenseInterface.allCases.map { plan.fault(ofServer: 1, $0) } == [.http401, .http404, .http404])
        #expect([SenseInterface.engine, .proxy].map { plan.fault(ofServer: 2, $0) } == [.http429, .http500])
    }

    @Test func `knows every fault by its name`() throws {
        let names = [
            "timeout", "http500", "bad-json", "slow", "wrong-cert", "refuse", "html-login", "redirect", "huge",
            "wrong-types", "not-an-object", "close-mid-body", "trickle", "http401", "http404", "http429", "error-text",
        ]
        let faults = try names.map { try FaultPlan(arguments: [$0], serverCount: 1).fault(ofServer: 1) }
        #expect(faults == Fault.allCases)
    }

    @Test(arguments: ["", "@1", "/engine", "Timeout", "badJSON", "broken@1", " slow"])
    func `names the argument and the allowed faults when there is no such fault`(argument: String) throws {
        let error = try #require(throws: FaultArgumentError.self) {
            try FaultPlan(arguments: ["slow", argument], serverCount: 1)
        }
        #expect(error.description.contains("--fault \(argument):"))
        #expect(error.description.contains("timeout, http500, bad-json, slow, wrong-cert"))
    }

    @Test(arguments: [
        "slow@", "slow@0", "slow@3", "slow@-1", "slow@x", "slow@1@2", "slow@99999999999999999999", "slow@/x",
    ])
    func `names the argument and the allowed numbers when there is no such server`(argument: String) throws {
        let error = try #require(throws: FaultArgumentError.self) {
            try FaultPlan(arguments: [argument], serverCount: 2)
        }
        #expect(error.description.contains("--fault \(argument):"))
        #expect(error.description.contains("1 to 2"))
    }

    @Test(arguments: ["slow/", "slow/Engine", "slow@1/engines", "slow/engine/proxy", "slow/engine@1"])
    func `names the argument and the allowed interfaces when there is no such interface`(argument: String) throws {
        let error = try #require(throws: FaultArgumentError.self) {
            try FaultPlan(arguments: [argument], serverCount: 2)
        }
        #expect(error.description.contains("--fault \(argument):"))
        #expect(error.description.contains("engine, proxy, repository"))
    }

    @Test func `says where the repository is`() throws {
        #expect(throws: Never.self) { try FaultPlan(arguments: ["slow@1/repository"], serverCount: 2) }
        let error = try #require(throws: FaultArgumentError.self) {
            try FaultPlan(arguments: ["slow@2/repository"], serverCount: 2)
        }
        #expect(error.description == "--fault slow@2/repository: there is no repository on server 2; it is on server 1")
    }
}
