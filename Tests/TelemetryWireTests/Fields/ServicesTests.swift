// SPDX-License-Identifier: MIT

import TelemetryTestKit
import Testing

@testable import TelemetryWire

/// A registry of several services: which flags a message may have depends on who sends it.
struct ServicesTests {
    private let other = TelemetryService(
        name: "coffee-machine", title: "Coffee machine",
        features: [.init(name: "grinder", title: "Grinder", purpose: "Is the grinder used?")])
    private let time = HourTimestamp(secondsSinceEpoch: 0)

    private func body(_ change: (inout TelemetryReport) -> Void = { _ in }) -> [UInt8] {
        var report = Sample.report()
        report.service = "coffee-machine"
        report.features = ["grinder": true]
        change(&report)
        return report.encoded(at: time, of: other)
    }

    @Test func `each service has its own flags`() throws {
        let services = [TelemetryService.butlerSOS, other]
        #expect(try MessageReader.readV2(body(), services: services).report.features == ["grinder": true])
        let butler = Sample.report().encoded(at: time)
        #expect(try MessageReader.readV2(butler, services: services).report.features.count == 11)
    }

    @Test func `the flags of another service are refused`() {
        let text = String(decoding: body(), as: UTF8.self)
            .replacing("\"service\":\"coffee-machine\"", with: "\"service\":\"butler-sos\"")
        #expect { try MessageReader.readV2(Array(text.utf8), services: [.butlerSOS, other]) } throws: { error in
            guard case .violations(let violations)? = error as? MessageReader.Failure else { return false }
            return violations.contains(
                Violation(field: "/data/enabledFeatures/feature/grinder", rule: "no such field"))
        }
    }

    @Test func `a service that nobody published is refused, and its name is not repeated`() {
        #expect { try MessageReader.readV2(body()) } throws: { error in
            guard case .violations(let violations)? = error as? MessageReader.Failure else { return false }
            return violations.contains(Violation(field: "/data/service", rule: "one of: butler-sos"))
                && !"\(violations)".contains("coffee")
        }
    }

    @Test func `the environment's names come from the service's`() {
        #expect(TelemetryService.butlerSOS.environmentPrefix == "BUTLER_SOS")
        #expect(other.environmentPrefix == "COFFEE_MACHINE")
    }
}
