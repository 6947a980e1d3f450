// SPDX-License-Identifier: MIT

/// A page of metrics: what a program exports.
struct ExposedMetrics {
    /// Metrics by name, also those without a sample, with the values of each label.
    private(set) var metrics: [String: [String: Set<String>]] = [:]

    init(page: String) {
        for line in page.split(separator: "\n") {
            if line.hasPrefix("# TYPE ") {
                metrics[String(line.split(separator: " ")[2]), default: [:]] = [:]
            } else if !line.hasPrefix("#"), let selector = RuleExpression(String(line)).selectors.first {
                for (label, values) in selector.labels {
                    metrics[selector.metric, default: [:]][label, default: []].formUnion(values)
                }
            }
        }
    }

    /// What is not exported of what is asked for: a metric or one of its labels. `nil` if everything is.
    func lack(_ selector: RuleExpression.Selector) -> String? {
        // Prometheus itself makes it, and adds these labels to all series.
        if selector.metric == "up" { return nil }
        guard let labels = metrics[selector.metric] else { return selector.metric }
        let unknown = selector.labels.keys.filter { labels[$0] == nil && $0 != "job" && $0 != "instance" }
        return unknown.isEmpty ? nil : "\(selector.metric){\(unknown.sorted().joined(separator: ","))}"
    }
}
