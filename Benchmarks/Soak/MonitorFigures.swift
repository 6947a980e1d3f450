// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit

/// What a program looks like from the outside: memory, CPU, open files.
struct ProcessFigures {
    let processID: Int32

    /// Its own memory, in MiB; `nil` if it is gone.
    var anonymousMebibytes: Double? {
        guard let status = try? String(contentsOfFile: "/proc/\(processID)/status", encoding: .utf8) else { return nil }
        let line = status.split(separator: "\n").first { $0.hasPrefix("RssAnon:") }
        return line?.split { $0 == " " || $0 == "\t" }.dropFirst().first.flatMap { Double($0) }.map { $0 / 1024 }
    }

    /// User and system time so far, in seconds.
    var cpuSeconds: Double {
        guard let text = try? String(contentsOfFile: "/proc/\(processID)/stat", encoding: .utf8),
            let name = text.lastIndex(of: ")")
        else { return 0 }
        let fields = text[name...].split(separator: " ")
        guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13]) else { return 0 }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    var openFiles: Int { (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(processID)/fd").count) ?? 0 }
}

/// A page of metrics.
struct MetricsPage {
    let text: String

    /// `nil` if it was not answered.
    init?(_ url: String) async throws {
        guard let answer = try await Web.get(url), answer.status == 200 else { return nil }
        text = answer.text
    }

    /// The samples of a metric by their labels, spelled as on the page.
    func samples(_ name: String) -> [(labels: Substring, value: Double)] {
        text.split(separator: "\n").compactMap { line in
            guard line.hasPrefix(name), let blank = line.lastIndex(of: " "),
                let value = Double(line[blank...].dropFirst())
            else { return nil }
            let labels = line[..<blank].dropFirst(name.count)
            return labels.isEmpty || labels.hasPrefix("{") ? (labels, value) : nil
        }
    }

    /// The sum of the samples that have a label.
    func sum(_ name: String, _ label: String = "") -> Int {
        Int(samples(name).filter { label.isEmpty || $0.labels.contains(label) }.reduce(0) { $0 + $1.value })
    }
}

/// What became of the records of a destination, as the monitor counts them.
struct DestinationAccount {
    let name: String
    let received: Int
    let written: Int
    /// In memory and on disk.
    let waiting: Int
    /// By reason; none that is zero.
    let dropped: [(reason: String, count: Int)]

    init(_ name: String, on page: MetricsPage) {
        self.name = name
        let label = "destination=\"\(name)\""
        func sum(_ metric: String) -> Int { page.sum("butlersos_destination_\(metric)", label) }
        received = sum("received_total") + sum("recovered_total")
        written = sum("written_total")
        waiting = sum("waiting") + sum("spooled")
        dropped = page.samples("butlersos_destination_dropped_total").filter {
            $0.labels.contains(label) && $0.value > 0
        }.map { sample in
            let reason = sample.labels.split(separator: "reason=\"").last?.prefix { $0 != "\"" } ?? ""
            return (String(reason), Int(sample.value))
        }
    }

    var droppedCount: Int { dropped.reduce(0) { $0 + $1.count } }
    var isBalanced: Bool { received == written + waiting + droppedCount }

    static func all(on page: MetricsPage) -> [DestinationAccount] {
        page.samples("butlersos_destination_received_total").map { sample in
            let name = sample.labels.split(separator: "destination=\"").last?.prefix { $0 != "\"" } ?? ""
            return DestinationAccount(String(name), on: page)
        }
    }
}
