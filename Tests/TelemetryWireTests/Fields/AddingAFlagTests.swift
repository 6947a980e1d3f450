// SPDX-License-Identifier: MIT

import TelemetryTestKit
import Testing

@testable import TelemetryWire

/// The road that docs/adding-a-flag.md describes: a registry with one more flag, and messages of both sides' versions.
struct AddingAFlagTests {
    private let grown = TelemetryService(
        name: "butler-sos", title: "Butler SOS",
        features: TelemetryService.butlerSOS.features + [
            .init(name: "logEvents", title: "Log events over UDP", purpose: "Are log events received?", since: 3)
        ])
    private let time = HourTimestamp(secondsSinceEpoch: 1_795_352_754)

    private func report(_ flags: [String: Bool] = [:]) -> TelemetryReport {
        var report = Sample.report()
        for (name, flag) in flags { report.features[name] = flag }
        return report
    }

    @Test func `a grown collector takes the new message with the flag`() throws {
        let body = report(["logEvents": true]).encoded(at: time, of: grown, version: 3)
        let message = try MessageReader.readV2(body, services: [grown], newest: 3)
        #expect(message.schemaVersion == 3)
        #expect(message.report.features["logEvents"] == true)
    }

    @Test func `a grown collector still takes the old message, in which the flag is unknown`() throws {
        let body = report().encoded(at: time)
        let message = try MessageReader.readV2(body, services: [grown], newest: 3)
        #expect(message.schemaVersion == 2)
        #expect(message.report.features["logEvents"] == nil)
        #expect(message.report.features.count == 11)
    }

    @Test func `an old message must not have the flag, and a new one must`() {
        var text = String(decoding: report().encoded(at: time), as: UTF8.self)
        text = text.replacing("\"userSessions\":false", with: "\"userSessions\":false,\"logEvents\":true")
        #expect(throws: failure("logEvents", "no such field")) {
            try MessageReader.readV2(Array(text.utf8), services: [grown], newest: 3)
        }
        let missing = String(decoding: report().encoded(at: time), as: UTF8.self)
            .replacing("\"schemaVersion\":2", with: "\"schemaVersion\":3")
        #expect(throws: failure("logEvents", "required")) {
            try MessageReader.readV2(Array(missing.utf8), services: [grown], newest: 3)
        }
    }

    @Test func `a collector that was not updated yet knows that it does not know`() {
        let body = report(["logEvents": true]).encoded(at: time, of: grown, version: 3)
        #expect(throws: MessageReader.Failure.unknownSchemaVersion(3)) { try MessageReader.readV2(body) }
        #expect(Problem.unknownSchemaVersion.status == 503)
        #expect(Problem.unknownSchemaVersion.retryAfter == 86_400)
    }

    @Test func `an old client's message has nothing of the flag`() {
        let body = report(["logEvents": true]).encoded(at: time, of: grown, version: 2)
        #expect(!String(decoding: body, as: UTF8.self).contains("logEvents"))
    }

    private func failure(_ name: String, _ rule: String) -> MessageReader.Failure {
        .violations([Violation(field: "/data/enabledFeatures/feature/\(name)", rule: rule)])
    }
}
