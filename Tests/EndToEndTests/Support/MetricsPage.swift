// SPDX-License-Identifier: MIT

import MonitoringTestKit

/// Reads a page of metrics.
enum MetricsPage {
    /// The sum of a metric's samples; 0 if there are none or nobody answers.
    static func sum(of name: String, at url: String) async throws -> Double {
        try await samples(of: name, at: url).values.reduce(0, +)
    }

    /// A metric's samples by their labels, written as on the page without the braces.
    static func samples(of name: String, at url: String) async throws -> [String: Double] {
        guard let page = try await Web.get(url) else { return [:] }
        return samples(of: name, in: page.text)
    }

    static func samples(of name: String, in page: String) -> [String: Double] {
        var samples: [String: Double] = [:]
        for line in page.split(separator: "\n") where line.hasPrefix(name) {
            let rest = line.dropFirst(name.count)
            guard let next = rest.first, next == "{" || next == " ", let blank = rest.lastIndex(of: " "),
                let value = Double(rest[rest.index(after: blank)...])
            else { continue }
            samples[String(rest[..<blank].dropFirst().dropLast()), default: 0] += value
        }
        return samples
    }
}
