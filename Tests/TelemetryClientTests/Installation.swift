// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import TelemetryWire

@testable import TelemetryClient

/// A service on an imagined host, with a state folder of a test's own.
struct Installation: Sendable {
    /// A Sunday at 13:05:54 UTC.
    static let time = 1_795_352_754

    static let files = HostFiles(
        [
            "/etc/os-release": "NAME=\"Ubuntu\"\nPRETTY_NAME=\"Ubuntu 24.04 LTS\"\nVERSION_CODENAME=noble\n",
            "/etc/hostname": "canary-host-name\n", "/proc/sys/kernel/hostname": "canary-host-name\n",
            "/proc/net/route":
                "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\n"
                + "imagined7\t00000000\t0100000A\t3\t0\t0\t0\t00000000\n",
            "/sys/class/net/imagined7/address": "00:50:56:AB:CD:EF\n",
            "/sys/class/dmi/id/product_uuid": "4C4C4544-0042-3510-8051-B4C04F4A3332\n",
            "/etc/machine-id": "0123456789abcdef0123456789abcdef\n",
        ], addresses: ["imagined7": ["10.98.76.54"]])

    let temporary: TemporaryDirectory
    var options: TelemetryOptions

    init(
        service: TelemetryService = .butlerSOS, collector: CollectorURL? = nil, environment: [String: String] = [:]
    ) throws {
        temporary = try TemporaryDirectory(inMemory: true)
        options = TelemetryOptions(
            service: service, version: "0.1.0", features: ["mqtt": true], stateFolder: temporary.file("telemetry"),
            environment: environment, collector: collector)
        options.monitoredHost = "canary-monitored.example"
    }

    var folder: String { options.stateFolder }
    var directory: TelemetryDirectory { TelemetryDirectory(path: folder) }

    /// As the service itself starts.
    func start() -> Telemetry {
        Telemetry(options, isOnlyLooking: false, files: Self.files, now: { Self.time })
    }

    /// As a command beside it.
    func look() -> Telemetry { Telemetry(options, isOnlyLooking: true, files: Self.files) }

    /// As a command beside it, with a collector.
    func look(at collector: CollectorURL) -> Telemetry {
        var other = self
        other.options.collector = collector
        return other.look()
    }

    /// Puts reports into the history as the reporter does: sent and accepted.
    ///
    /// - Returns: them, oldest first.
    @discardableResult
    func report(_ count: Int = 1) throws -> [SignedReport] {
        let telemetry = start()
        return try (0..<count).map { index in
            let report = try telemetry.signer.report(Array(telemetry.preview(at: Self.time + index * 43_200).utf8))
            let answer = HistoryAnswer.accepted(RecordingCollector.receipt(for: report.body))
            for entry in [
                HistoryEntry.sent(report), .answered(key: report.key, counter: report.counter, answer),
            ] {
                try directory.appendHistory(entry.line(at: Self.time + index * 43_200))
            }
            return report
        }
    }

    /// Changes the lines of the history.
    func changeHistory(_ change: (inout [String]) throws -> Void) throws {
        var lines = try directory.historyLines().map(String.init)
        try change(&lines)
        _ = try temporary.write(lines.joined(separator: "\n") + "\n", to: "telemetry/history.jsonl")
    }

    func write(_ text: String, to name: String) throws { _ = try temporary.write(text, to: "telemetry/\(name)") }

    var fileNames: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() }
    }
}

extension CommandAnswer {
    /// The answer for machines, read back.
    var parsed: JSONValue { get throws { try JSONParser.parse(Array(text(asJSON: true).utf8)) } }

    var text: String { text(asJSON: false) }
}

extension JSONValue {
    var text: String? { if case .string(let text) = self { text } else { nil } }

    var elements: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }
}
