// SPDX-License-Identifier: MIT

import MonitoringTestKit
import TelemetryClient
import TelemetryWire
import Testing

@testable import ButlerSOS

@Suite struct MonitorTelemetryTests {
    private static let everything = """
        heartbeat: {enable: true, remoteURL: http://heartbeat.example}
        mqttConfig: {enable: true, brokerHost: mqtt.example}
        prometheus: {enable: true}
        userEvents: {enable: true, udpServerConfig: {serverHost: 0.0.0.0}}
        """

    @Test func `reports a feature only if it is enabled and built`() throws {
        let site = try Site(root: Self.everything, influxDB: "enable: true\nhost: h\nv1Config:\n  dbName: x")
        let report = try ImaginedHost.telemetry(site).report(id: "abc")
        #expect(
            Set(report.features.filter(\.value).keys)
                == ["heartbeat", "influxdb", "mqtt", "prometheus", "udpServer"])
        #expect(Set(report.features.keys) == Set(TelemetryService.butlerSOS.features.map(\.name)))
        #expect(report.service == "butler-sos")
        #expect(report.serviceVersion == ButlerSOSVersion.current)
    }

    @Test func `reports nothing as on that is not enabled`() throws {
        let site = try Site(influxDB: "enable: false\nhost: h\nv1Config:\n  dbName: x")
        #expect(try ImaginedHost.telemetry(site).report(id: "abc").features.values.allSatisfy { !$0 })
    }

    @Test func `tells the host's facts from its files`() throws {
        let system = try ImaginedHost.telemetry(Site()).report(id: "abc").system
        #expect(system.id == "abc")
        #expect(system.distro == "Ubuntu")
        #expect(system.release == "24.04.1 LTS")
        #expect(system.codename == "noble")
    }

    @Test func `looks at nothing when the configuration forbids it, and is off`() throws {
        let telemetry = try ImaginedHost.telemetry(Site(root: "systemInfo: {enable: false}"))
        #expect(telemetry.facts == .withheld)
        #expect(telemetry.verdict == .off(because: .host))
    }

    @Test func `keeps its ID from one start to the next`() throws {
        let site = try Site()
        let first = try ImaginedHost.telemetry(site).identity
        #expect(first.kind == .stored)
        #expect(first.id.utf8.count == 64)
        #expect(try ImaginedHost.telemetry(site).identity.id == first.id)
    }

    @Test func `has an ID for one run only where nothing can be kept`() throws {
        let telemetry = try ImaginedHost.telemetry(Site(), makesStateFolder: false)
        #expect(!telemetry.identity.maySend)
    }

    @Test func `obeys every switch`() throws {
        let on = try Site(root: "anonTelemetry: true")
        #expect(try ImaginedHost.telemetry(on).verdict == .on)
        #expect(try ImaginedHost.telemetry(on, noTelemetry: true).verdict == .off(because: .commandLine))
        #expect(
            try ImaginedHost.telemetry(on, environment: ["DO_NOT_TRACK": "1"]).verdict
                == .off(because: .environment("DO_NOT_TRACK")))
        #expect(
            try ImaginedHost.telemetry(Site(root: "anonTelemetry: false")).verdict == .off(because: .configuration))
    }

    @Test func `shows what would be sent`() throws {
        let telemetry = try ImaginedHost.telemetry(Site())
        let text = telemetry.preview(at: 1_795_334_950)
        #expect(text.contains("\"\(telemetry.id)\""))
        #expect(text.contains("Ubuntu"))
        #expect(!text.contains("0123456789abcdef0123456789abcdef"))
        #expect(!text.contains("sense"))
    }

    @Test func `tells whole paths in the commands of the notice, also with blanks in them`() throws {
        let site = try Site(root: "telemetry:\n  collectorURL: https://collect.example")
        let options = TelemetryOptions(
            try site.read(), configurationPath: site.path, statePath: site.directory.file("my state"), environment: [:])
        #expect(options.guidance.see.hasPrefix("butler-sos telemetry preview -c /"))
        #expect(options.guidance.see.hasSuffix("--state '\(site.directory.file("my state"))'"))
        #expect(options.guidance.disable.contains("butler-sos telemetry disable -c /"))
        #expect(options.guidance.erase.contains("butler-sos telemetry delete -c /"))
    }

    @Test func `a field that is added raises the version of the message and of the notice`() {
        let names = FieldRegistry.fields(of: .butlerSOS)
            .filter { $0.isAllowed(in: FieldRegistry.schemaVersion) }.map { $0.path.joined(separator: ".") }
        let flags = [
            "heartbeat", "dockerHealthCheck", "uptimeMonitor", "uptimeMonitor_storeInInfluxdb", "udpServer", "logdb",
            "mqtt", "influxdb", "prometheus", "appNames", "userSessions",
        ]
        // What administrators were told under this version of the notice. Change all of it together, or nothing.
        #expect(FieldRegistry.schemaVersion == 2)
        #expect(TelemetryOptions.monitorNoticeVersion == 1)
        #expect(
            names == [
                "service", "serviceVersion", "system.id", "system.arch", "system.platform", "system.release",
                "system.distro", "system.codename", "system.virtual", "system.swiftVersion",
            ] + flags.map { "enabledFeatures.feature.\($0)" })
    }
}
