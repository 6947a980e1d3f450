// SPDX-License-Identifier: MIT

import TelemetryClient
import Testing

struct ConsentSwitchesTests {
    private static let ownSwitch = "BUTLER_SOS_TELEMETRY"
    private static let automation = ["CI", "GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD", "JENKINS_URL"]
    private static let variables = [ownSwitch, "DO_NOT_TRACK"] + automation

    @Test func `is on unless something says off`() {
        #expect(ConsentSwitches(environment: [:]).verdict == .on)
        #expect(ConsentSwitches(environment: [:], configured: true).verdict.isOn)
        #expect(ConsentSwitches(environment: ["PATH": "/bin", "HOME": "/root"]).verdict.isOn)
        #expect(ConsentSwitches.automationVariables == Self.automation)
    }

    @Test func `is off in every combination with a switch that says off, for a reason that is set`() {
        // Bits: the variables, then command line, system information, stored choice; the configuration has three values.
        for bits in 0..<(1 << (Self.variables.count + 3)) {
            func isSet(_ bit: Int) -> Bool { bits >> bit & 1 == 1 }
            let names = Self.variables.indices.filter(isSet).map { Self.variables[$0] }
            let environment = Dictionary(uniqueKeysWithValues: names.map { ($0, $0 == Self.ownSwitch ? "off" : "1") })
            let others = Self.variables.count
            for configured in [nil, true, false] as [Bool?] {
                let verdict = ConsentSwitches(
                    environment: environment, commandLineOff: isSet(others), configured: configured,
                    systemInfo: !isSet(others + 1), storedOff: isSet(others + 2)
                ).verdict
                var reasons: [ConsentVerdict.Reason] = names.map {
                    Self.automation.contains($0) ? .automation($0) : .environment($0)
                }
                if isSet(others) { reasons.append(.commandLine) }
                if isSet(others + 1) { reasons.append(.systemInfo) }
                if isSet(others + 2) { reasons.append(.storedChoice) }
                if configured == false { reasons.append(.configuration) }
                let isRight =
                    switch verdict {
                    case .on: reasons.isEmpty
                    case .off(let reason): reasons.contains(reason)
                    }
                // A plain check first: an expectation for each of the thousands would be slow.
                if !isRight { Issue.record("\(verdict) with \(environment), \(reasons)") }
            }
        }
    }

    @Test(arguments: ["1", "true", "TRUE", "yes", "no", "off", "2", "x", " ", "00", "https://jenkins.example.com/"])
    func `counts these values of the common variables`(_ value: String) {
        for name in Self.variables where name != Self.ownSwitch {
            #expect(!ConsentSwitches(environment: [name: value]).verdict.isOn, "\(name)")
        }
    }

    @Test(arguments: ["", "0", "false", "False", "FALSE"])
    func `does not count these values of the common variables`(_ value: String) {
        for name in Self.variables where name != Self.ownSwitch {
            #expect(ConsentSwitches(environment: [name: value]).verdict.isOn, "\(name)")
        }
    }

    @Test(arguments: ["off", "OFF", "Off", "0", "false", "False", "no", "NO"])
    func `counts these values of its own variable`(_ value: String) {
        let verdict = ConsentSwitches(environment: [Self.ownSwitch: value]).verdict
        #expect(verdict == .off(because: .environment(Self.ownSwitch)))
    }

    @Test(arguments: ["", "on", "1", "true", "yes", "anything"])
    func `does not count these values of its own variable`(_ value: String) {
        #expect(ConsentSwitches(environment: [Self.ownSwitch: value]).verdict.isOn)
    }

    @Test func `lets no "on" override an "off"`() {
        let environment = [Self.ownSwitch: "on", "DO_NOT_TRACK": "0", "CI": "false"]
        #expect(!ConsentSwitches(environment: environment, configured: false).verdict.isOn)
        #expect(!ConsentSwitches(environment: environment, configured: true, storedOff: true).verdict.isOn)
        #expect(!ConsentSwitches(environment: environment, commandLineOff: true, configured: true).verdict.isOn)
        #expect(!ConsentSwitches(environment: environment, configured: true, systemInfo: false).verdict.isOn)
    }

    @Test func `takes variable names literally`() {
        #expect(ConsentSwitches(environment: ["do_not_track": "1", "ci": "1", "XCI": "1"]).verdict.isOn)
    }
}
