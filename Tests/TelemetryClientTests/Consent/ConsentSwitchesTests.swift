// SPDX-License-Identifier: MIT

import TelemetryClient
import Testing

/// Which values of which switches say no.
struct ConsentSwitchesTests {
    private static let ownSwitch = "BUTLER_SOS_TELEMETRY"
    private static let automation = ["CI", "GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD", "JENKINS_URL"]
    private static let common = ["DO_NOT_TRACK"] + automation

    private static func verdict(
        _ environment: [String: String], commandLineOff: Bool = false, configured: Bool? = nil,
        systemInfo: Bool = true, storedOff: Bool = false
    ) -> ConsentVerdict {
        ConsentSwitches(
            environment: environment, variable: ownSwitch, commandLineOff: commandLineOff, configured: configured,
            systemInfo: systemInfo, storedOff: storedOff
        ).verdict
    }

    @Test func `is on unless something says off`() {
        #expect(Self.verdict([:]) == .on)
        #expect(Self.verdict([:], configured: true).isOn)
        #expect(Self.verdict(["PATH": "/bin", "HOME": "/root"]).isOn)
        #expect(ConsentSwitches.automationVariables == Self.automation)
    }

    @Test(arguments: [
        "1", "true", "TRUE", "yes", "no", "off", "2", "x", "00", "0.0", "falsch", "1 ", "https://jenkins.example.com/",
    ])
    func `counts these values of the common variables`(_ value: String) {
        for name in Self.common {
            let reason: ConsentVerdict.Reason = name == "DO_NOT_TRACK" ? .environment(name) : .automation(name)
            #expect(Self.verdict([name: value]) == .off(because: reason))
        }
    }

    @Test(arguments: ["", " ", "\t", "0", " 0", "0\r", "false", "False", "FALSE", "false "])
    func `does not count these values of the common variables`(_ value: String) {
        for name in Self.common { #expect(Self.verdict([name: value]).isOn, "\(name)") }
    }

    /// Nobody sets it to say yes, so what is not plainly a yes is a no.
    @Test(arguments: [
        "off", "OFF", "Off", "0", "false", "False", "no", "NO", " off", "off\r\n", "0 ", "offf", "00", "n", "disabled",
        "none", "anything", "\"off\"", "-1", "2",
    ])
    func `counts these values of its own variable`(_ value: String) {
        #expect(Self.verdict([Self.ownSwitch: value]) == .off(because: .environment(Self.ownSwitch)))
    }

    @Test(arguments: ["", " ", "on", "ON", "1", " 1", "true", "True\n", "yes"])
    func `does not count these values of its own variable`(_ value: String) {
        #expect(Self.verdict([Self.ownSwitch: value]).isOn)
    }

    @Test func `lets no "on" override an "off"`() {
        let environment = [Self.ownSwitch: "on", "DO_NOT_TRACK": "0", "CI": "false"]
        #expect(!Self.verdict(environment, configured: false).isOn)
        #expect(!Self.verdict(environment, configured: true, storedOff: true).isOn)
        #expect(!Self.verdict(environment, commandLineOff: true, configured: true).isOn)
        #expect(!Self.verdict(environment, configured: true, systemInfo: false).isOn)
        #expect(!Self.verdict([Self.ownSwitch: "on", "CI": "1"], configured: true).isOn)
    }

    @Test func `takes variable names literally`() {
        let others = ["do_not_track": "1", "ci": "1", "XCI": "1", "OTHER_TELEMETRY": "off", "TELEMETRY": "off"]
        #expect(Self.verdict(others).isOn)
    }

    @Test func `looks at the variable of the service that asks`() {
        let environment = ["OTHER_TELEMETRY": "off"]
        let verdict = ConsentSwitches(environment: environment, variable: "OTHER_TELEMETRY").verdict
        #expect(verdict == .off(because: .environment("OTHER_TELEMETRY")))
    }
}
