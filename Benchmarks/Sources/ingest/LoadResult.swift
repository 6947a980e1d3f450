// SPDX-License-Identifier: MIT

import Foundation

/// What came of a load.
struct LoadResult {
    var seconds = 0.0
    /// How many answers had which status; 0 stands for a connection that broke off.
    var statuses: [Int: Int] = [:]
    /// In microseconds, from when a request was due to when its answer was complete.
    var latencies: [UInt32] = []
    /// CPU time of the server and of the load itself, in seconds.
    var serverCPU = 0.0
    var ownCPU = 0.0

    var count: Int { statuses.values.reduce(0, +) }
    var rate: Double { Double(count) / seconds }

    /// The latency below which this share of the answers came, in milliseconds.
    func milliseconds(_ share: Double) -> Double {
        let sorted = latencies.sorted()
        guard !sorted.isEmpty else { return .nan }
        return Double(sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]) / 1000
    }

    /// Rate, CPU time, latency, and the answers unless all were good.
    var summary: String {
        let text = String(
            format: "%.0f/s, CPU each: server %.1f µs, load %.1f µs; p50 %.2f ms, p99 %.2f ms", rate,
            serverCPU * 1e6 / Double(count), ownCPU * 1e6 / Double(count), milliseconds(0.5), milliseconds(0.99))
        return statuses.keys.allSatisfy { (200..<300).contains($0) } ? text : "\(text); answers \(statusText)"
    }

    var statusText: String {
        statuses.sorted { $0.key < $1.key }.map { "\($0.key == 0 ? "broken off" : "\($0.key)"): \($0.value)" }
            .joined(separator: ", ")
    }
}
