// SPDX-License-Identifier: MIT

import BenchmarkSupport
import Foundation

/// A monitor that takes events and writes them to a sink, and what became of them.
final class MonitorRun {
    struct NotReady: Error { var output: String }

    let sink: LineSink
    private let work: WorkFolder
    private let folder: String
    private let site: Program
    private let monitor: Program
    private let cpuBefore: Double
    private var sent = 0
    private var peakAnonymous = 0

    static let ports = (sink: 18360, user: 18361, log: 18362, metrics: 18363)
    nonisolated(unsafe) private static var shared: LineSink?

    init(_ folder: String, spoolMebibytes: Int? = nil, maximumWaiting: Int = 200) throws {
        self.folder = folder
        work = try WorkFolder()
        let sink = try Self.shared ?? LineSink(port: Self.ports.sink)
        Self.shared = sink
        self.sink = sink
        let configuration = work.file("production.yaml")
        site = try Program(
            "\(folder)/sense-simulator",
            [
                "--servers", "1", "--port", "0", "--out", work.file("site"), "--config", configuration,
                "--polling-interval", "10000", "--prometheus-port", "\(Self.ports.metrics)",
            ], log: work.file("site.log"))
        for _ in 0..<1000 where !FileManager.default.fileExists(atPath: work.file("site/servers.txt")) {
            usleep(10_000)
        }
        let settings = try String(contentsOfFile: configuration, encoding: .utf8)
        let spool = spoolMebibytes.map { "  spool:\n    maxSize: \($0)\n" } ?? ""
        try (settings + Self.settings(maximumWaiting) + spool).write(
            toFile: configuration, atomically: true, encoding: .utf8)
        monitor = try Program(
            "\(folder)/butler-sos", ["-c", configuration, "--state", work.file("state"), "--no-telemetry"],
            log: work.file("monitor.log"))
        for _ in 0..<1000 where Self.figure("butlersos_datagram_port_up") < 2 { usleep(10_000) }
        guard Self.figure("butlersos_datagram_port_up") == 2 else { throw NotReady(output: monitor.output) }
        cpuBefore = try monitor.cpuSeconds
        linesBefore = sink.received.lines
        bytesBefore = sink.received.bytes
    }

    private let linesBefore: Int
    private let bytesBefore: Int

    deinit {
        monitor.kill()
        monitor.secondsToExit()
        site.kill()
        site.secondsToExit()
    }

    static let senderArguments = [
        "events", "--servers", "1", "--user-port", "\(ports.user)", "--log-port", "\(ports.log)",
    ]

    /// Sends events until all are sent.
    func send(_ arguments: [String], kinds: String) throws {
        let kinds = kinds == "all" ? [] : ["--kinds", kinds]
        let sender = try Program(
            "\(folder)/sense-simulator",
            Self.senderArguments + arguments + kinds, log: work.file("sender.log"))
        sender.secondsToExit()
        senderOutput = sender.output
        sent +=
            sender.output.split(separator: "\n").first { $0.hasPrefix("sent") }
            .flatMap { Int($0.filter(\.isNumber)) } ?? Int(arguments.last ?? "") ?? 0
    }

    private(set) var senderOutput = ""

    /// Waits until nothing comes any more and nothing waits.
    func settle() throws {
        var (before, same) = (-1, 0)
        for _ in 0..<1200 {
            peakAnonymous = max(peakAnonymous, try monitor.kibibytes("RssAnon"))
            let now = sink.received.lines
            same = now == before ? same + 1 : 0
            before = now
            if same > 20, Self.figure("butlersos_destination_waiting") == 0,
                Self.figure("butlersos_destination_spooled") == 0
            {
                return
            }
            usleep(100_000)
        }
    }

    func result(_ original: Double) throws -> String {
        peakAnonymous = max(peakAnonymous, try monitor.kibibytes("VmHWM") * 0 + monitor.kibibytes("RssAnon"))
        let cpu = try monitor.cpuSeconds - cpuBefore
        let received = Int(Self.figure("butlersos_datagrams_total"))
        let stored = sink.received.lines - linesBefore
        let perMillion = cpu / Double(max(received, 1)) * 1e6
        return String(
            format:
                "sent %d, read %d, lost in the kernel %.0f, points stored %d (%.0f MB); dropped by the destination %.0f; CPU %.2f s a million events (the original %.0f: 1 : %.0f); RssAnon %.1f MiB; buffer %.1f MiB",
            sent, received, Self.figure("butlersos_datagrams_dropped_by_kernel_total"), stored,
            Double(sink.received.bytes - bytesBefore) / 1e6,
            Self.figure("butlersos_destination_dropped_total{destination=\"influxdb\""), perMillion, original,
            original / perMillion,
            Double(peakAnonymous) / 1024, Self.figure("butlersos_datagram_receive_buffer_bytes") / 2 / 1_048_576)
    }

    /// The sum of a metric's samples.
    private static func figure(_ name: String) -> Double {
        let page = MetricsPage.text(port: ports.metrics)
        return page.split(separator: "\n").filter {
            $0.hasPrefix(name) && ($0.dropFirst(name.count).first.map { "{ ,".contains($0) } ?? false)
        }
        .reduce(0) { $0 + ($1.split(separator: " ").last.flatMap { Double($0) } ?? 0) }
    }

    private static func settings(_ maximumWaiting: Int) -> String {
        """
          influxdbConfig:
            enable: true
            host: 127.0.0.1
            port: 18360
            version: 1
            maxBatchSize: 10000
            v1Config:
              auth:
                enable: false
              dbName: SenseOps
              retentionPolicy:
                name: 10d
                duration: 10d
          userEvents:
            enable: true
            udpServerConfig:
              serverHost: 127.0.0.1
              messageQueue: {maxSize: \(maximumWaiting)}
              portUserActivityEvents: 18361
            sendToInfluxdb:
              enable: true
          logEvents:
            source:
              engine: {enable: true}
              proxy: {enable: true}
              repository: {enable: true}
              scheduler: {enable: true}
              qixPerf: {enable: true}
            enginePerformanceMonitor:
              enable: true
              monitorFilter:
                allApps:
                  enable: true
            udpServerConfig:
              serverHost: 127.0.0.1
              messageQueue: {maxSize: \(maximumWaiting)}
              portLogEvents: 18362
            sendToInfluxdb:
              enable: true

        """
    }
}
