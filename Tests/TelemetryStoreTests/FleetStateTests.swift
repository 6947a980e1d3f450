// SPDX-License-Identifier: MIT

import TelemetryStore
import TelemetryTestKit
import TelemetryWire
import Testing

struct FleetStateTests {
    @Test func `is what a report says apart from who says it`() {
        let state = FleetState(Sample.report())
        #expect(
            state
                == FleetState(
                    service: "butler-sos", serviceVersion: "0.1.0", arch: "x64", platform: "linux", release: "12",
                    distro: "Debian GNU/Linux", codename: "bookworm", virtual: true, runtime: "swift",
                    runtimeVersion: "6.3",
                    flags: "00000001000"))
        #expect(state == FleetState(Sample.report(id: String(repeating: "0", count: 64))))
    }

    @Test func `tells off from not reported, in the order of the registry`() {
        var report = Sample.report()
        report.features = ["userSessions": true, "heartbeat": false, "prometheus": true]
        #expect(FleetState(report).flags == "0-------1-1")
    }

    @Test func `has no flags for a service that is not registered`() {
        var report = Sample.report()
        report.service = "another"
        #expect(FleetState(report).flags == "")
    }

    @Test func `knows the runtime`() {
        var report = Sample.report()
        report.system.swiftVersion = nil
        report.system.nodeVersion = "v20.20.2"
        let state = FleetState(report)
        #expect(state.runtime == "node" && state.runtimeVersion == "v20.20.2")
    }

    @Test(arguments: [
        ("swift", "6.3", "Swift 6.3"), ("swift", "6.3.1", "Swift 6.3"), ("swift", "6", "Swift 6"),
        ("node", "v20.20.2", "Node.js 20"), ("node", "18.1", "Node.js 18"), ("node", "v22", "Node.js 22"),
    ])
    func `shortens the runtime's version`(_ runtime: String, _ version: String, _ title: String) {
        var state = Sample.state()
        state.runtime = runtime
        state.runtimeVersion = version
        #expect(state.runtimeTitle == title)
    }

    @Test func `names the operating system with its release, if there is one`() {
        var state = Sample.state()
        #expect(state.operatingSystem == "linux · Debian GNU/Linux 12")
        state.release = ""
        #expect(state.operatingSystem == "linux · Debian GNU/Linux")
    }
}
