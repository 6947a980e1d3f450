// SPDX-License-Identifier: MIT

import TelemetryTestKit
import TelemetryWire
import Testing

struct TelemetryReportEncodingTests {
    private static let time = HourTimestamp(secondsSinceEpoch: 1_795_353_154)

    @Test func `writes exactly these bytes`() {
        let id = String(repeating: "ab", count: 32)
        let expected =
            #"{"schemaVersion":2,"ts":"2026-11-22T13:00:00.000Z","data":{"#
            + #""service":"butler-sos","serviceVersion":"0.1.0","system":{"#
            + #""id":"\#(id)","arch":"x64","platform":"linux","release":"12","#
            + #""distro":"Debian GNU/Linux","codename":"bookworm","virtual":true,"swiftVersion":"6.3"},"#
            + #""enabledFeatures":{"feature":{"heartbeat":false,"dockerHealthCheck":false,"uptimeMonitor":false,"#
            + #""uptimeMonitor_storeInInfluxdb":false,"udpServer":false,"logdb":false,"mqtt":false,"influxdb":true,"#
            + #""prometheus":false,"appNames":false,"userSessions":false}}}}"#
        #expect(String(decoding: Sample.report().encoded(at: Self.time), as: UTF8.self) == expected)
    }

    @Test func `writes the fields in the order of the registry`() throws {
        var names: [String] = []
        func collect(_ value: JSONValue, _ path: [String]) {
            guard case .object(let members) = value else { return names.append(path.joined(separator: "/")) }
            for member in members { collect(member.value, path + [member.name]) }
        }
        collect(try JSONParser.parse(Sample.report().encoded(at: Self.time)), [])
        let registry = FieldRegistry.fields.filter { $0.isAllowed(in: 2) }.map {
            "data/" + $0.path.joined(separator: "/")
        }
        #expect(names == ["schemaVersion", "ts"] + registry)
    }

    @Test func `has no white space outside of texts`() throws {
        let bytes = Sample.report().encoded(at: Self.time)
        #expect(try JSONWriter.encode(JSONParser.parse(bytes)) == bytes)
        #expect(!bytes.contains { [0x09, 0x0A, 0x0D].contains($0) })
    }

    @Test func `reads back as the same report of version 2`() throws {
        let message = try MessageReader.readV2(Sample.report().encoded(at: Self.time))
        #expect(message.schemaVersion == 2)
        #expect(message.time == Self.time)
        #expect(message.report == Sample.report())
    }

    @Test func `changes with each switch, and only there`() throws {
        let base = try JSONParser.parse(Sample.report().encoded(at: Self.time))
        for feature in TelemetryService.butlerSOS.features.map(\.name) {
            var report = Sample.report()
            report.features[feature]?.toggle()
            let path = ["data", "enabledFeatures", "feature", feature]
            let expected = base.replacing(path, with: .boolean(feature != "influxdb"))
            #expect(try JSONParser.parse(report.encoded(at: Self.time)) == expected)
        }
    }

    @Test func `writes no field of version 1, whatever the report holds`() throws {
        var report = Sample.report()
        report.system.nodeVersion = "v20.0.0"
        report.features["canary"] = true
        #expect(report.encoded(at: Self.time) == Sample.report().encoded(at: Self.time))
    }
}
