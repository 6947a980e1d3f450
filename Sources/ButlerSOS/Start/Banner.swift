// SPDX-License-Identifier: MIT

import LogOutput
import SenseSources
import TelemetryClient

/// The lines that the log starts with: what runs, where, and under which ID.
struct Banner {
    var configuration: MonitorConfiguration
    var logLevel: LogLevel
    var telemetry: Telemetry
    var files = HostFiles()

    private static let rule = String(repeating: "-", count: 38)

    var lines: [String] {
        let facts = telemetry.facts
        let isKnown = configuration.systemInfo
        let topology =
            isKnown ? ProcessorTopology(cpuInfo: files.text("/proc/cpuinfo") ?? "") : ProcessorTopology(cpuInfo: "")
        func line(_ label: String, _ value: some CustomStringConvertible) -> String {
            label + String(repeating: " ", count: max(0, 18 - label.count)) + ": \(value)"
        }
        return [
            Self.rule,
            "Starting Butler SOS",
            line("Log level", logLevel.rawValue),
            line("App version", ButlerSOSVersion.current),
            line("Instance ID", instanceID),
            line("Running in Docker", files.exists("/.dockerenv")),
            "",
            line("Swift version", facts.swiftVersion),
            line("Architecture", facts.arch),
            line("Platform", facts.platform),
            line("Release", facts.release),
            line("Distro", facts.distro),
            line("Codename", facts.codename),
            line("Virtual", isKnown ? "\(facts.virtual)" : "unknown"),
            line("Processors", topology.sockets),
            line("Physical cores", topology.physicalCores),
            line("Cores", facts.logicalCores),
            line("Docker arch.", files.exists("/.dockerenv") ? facts.arch : "N/A"),
            line("Total memory", facts.totalMemory),
            line("Client cert", configuration.certificates.certificate),
            line("Client cert key", configuration.certificates.key),
            line("CA cert", configuration.certificates.authority),
            Self.rule,
        ]
    }

    private var instanceID: String {
        if case .ephemeral = telemetry.identity.kind {
            "\(telemetry.identity.id) (for this run only)"
        } else {
            telemetry.identity.id
        }
    }
}
