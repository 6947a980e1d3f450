// SPDX-License-Identifier: MIT

import MonitoringTestKit

/// Reads a page of metrics.
enum MetricsPage {
    /// The sum of a metric's samples; 0 if there are none or nobody answers.
    static func sum(of name: String, at url: String) async throws -> Double {
        guard let page = try await Web.get(url) else { return 0 }
        return page.text.split(separator: "\n").reduce(0) { sum, line in
            guard line.hasPrefix(name), let next = line.dropFirst(name.count).first, next == "{" || next == " ",
                let value = line.split(separator: " ").last.flatMap({ Double($0) })
            else { return sum }
            return sum + value
        }
    }
}
