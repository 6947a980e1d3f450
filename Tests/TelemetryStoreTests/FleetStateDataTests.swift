// SPDX-License-Identifier: MIT

import TelemetryStore
import TelemetryTestKit
import TelemetryWire
import Testing

struct FleetStateDataTests {
    /// The `data` object of a report as sent, without the ID.
    private func sent(_ report: TelemetryReport) throws -> JSONValue? {
        let message = try JSONParser.parse(report.encoded(at: HourTimestamp(secondsSinceEpoch: 0)))
        guard case .object(var members)? = message["data"],
            let index = members.firstIndex(where: { $0.name == "system" }),
            case .object(let system) = members[index].value
        else { return nil }
        members[index].value = .object(system.filter { $0.name != "id" })
        return .object(members)
    }

    @Test func `is what was sent, name by name, without the ID`() throws {
        let report = Sample.report()
        #expect(FleetState(report).data == (try sent(report)))
    }

    @Test func `leaves out what was not reported`() throws {
        var report = Sample.report()
        report.features = ["userSessions": true, "heartbeat": false]
        let data = FleetState(report).data
        #expect(data == (try sent(report)))
        let features: JSONValue = .object([.init("heartbeat", .boolean(false)), .init("userSessions", .boolean(true))])
        #expect(data["enabledFeatures"] == .object([.init("feature", features)]))
    }

    @Test func `names the runtime that was reported`() {
        var report = Sample.report()
        report.system.swiftVersion = nil
        report.system.nodeVersion = "v20.20.2"
        let system = FleetState(report).data["system"]
        #expect(system?["nodeVersion"] == .string("v20.20.2"))
        #expect(system?["swiftVersion"] == nil)
    }

    @Test func `has no features for a service that is not registered`() {
        var state = Sample.state()
        state.service = "another"
        #expect(state.data["enabledFeatures"] == .object([.init("feature", .object([]))]))
    }
}
