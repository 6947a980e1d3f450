// SPDX-License-Identifier: MIT

import TelemetryWire
import Testing

struct FieldRegistryTests {
    @Test func `holds the published fields and nothing else`() {
        #expect(
            FieldRegistry.fields.map(\.pointer) == [
                "/data/service", "/data/serviceVersion", "/data/system/id", "/data/system/arch",
                "/data/system/platform",
                "/data/system/release", "/data/system/distro", "/data/system/codename", "/data/system/virtual",
                "/data/system/hypervisor", "/data/system/nodeVersion", "/data/system/swiftVersion",
                "/data/enabledFeatures/feature/heartbeat", "/data/enabledFeatures/feature/dockerHealthCheck",
                "/data/enabledFeatures/feature/uptimeMonitor",
                "/data/enabledFeatures/feature/uptimeMonitor_storeInInfluxdb",
                "/data/enabledFeatures/feature/udpServer",
                "/data/enabledFeatures/feature/logdb", "/data/enabledFeatures/feature/mqtt",
                "/data/enabledFeatures/feature/influxdb", "/data/enabledFeatures/feature/prometheus",
                "/data/enabledFeatures/feature/appNames", "/data/enabledFeatures/feature/userSessions",
            ])
        #expect(FieldRegistry.schemaVersion == 2)
    }

    @Test func `tells for each field why and from where`() {
        for field in FieldRegistry.fields {
            #expect(!field.purpose.isEmpty && !field.source.isEmpty, "\(field.pointer)")
            #expect((1...FieldRegistry.schemaVersion).contains(field.since), "\(field.pointer)")
            #expect(!field.isAllowed(in: field.since - 1) || field.since == 1, "\(field.pointer)")
        }
    }

    @Test func `has one runtime version per message version`() {
        let runtimes = { version in
            FieldRegistry.fields.filter {
                ["nodeVersion", "swiftVersion"].contains($0.name) && $0.isAllowed(in: version)
            }
            .map(\.name)
        }
        #expect(runtimes(1) == ["nodeVersion"])
        #expect(runtimes(2) == ["swiftVersion"])
    }

    @Test func `requires nothing that it does not allow`() {
        for field in FieldRegistry.fields {
            for version in 1...2 {
                #expect(!field.isRequired(in: version) || field.isAllowed(in: version), "\(field.pointer)")
            }
        }
    }

    @Test func `bounds every text`() {
        for field in FieldRegistry.fields {
            if case .text(let pattern) = field.kind { #expect(pattern.length.upperBound <= 64, "\(field.pointer)") }
        }
    }

    @Test func `knows its services by name`() {
        #expect(FieldRegistry.service(named: "butler-sos") == .butlerSOS)
        #expect(FieldRegistry.service(named: "Butler-SOS") == nil)
        #expect(FieldRegistry.service(named: "") == nil)
        #expect(Set(TelemetryService.butlerSOS.features.map(\.name)).count == 11)
    }
}
