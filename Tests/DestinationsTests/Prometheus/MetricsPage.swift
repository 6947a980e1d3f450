// SPDX-License-Identifier: MIT

import MetricsExposition

/// The samples of a page in the exposition format: each series as it is spelled, and its value.
struct MetricsPage {
    struct Sample: Equatable {
        var series: String
        var value: Double

        var name: String { String(series.prefix { $0 != "{" }) }
    }

    var samples: [Sample] = []

    init(_ text: String) {
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            guard let blank = line.lastIndex(of: " "), let value = Double(line[line.index(after: blank)...]) else {
                samples.append(Sample(series: "unreadable: \(line)", value: .nan))
                continue
            }
            samples.append(Sample(series: String(line[..<blank]), value: value))
        }
    }

    init(_ families: [MetricFamily]) { self.init(String(decoding: ExpositionEncoder.encode(families), as: UTF8.self)) }

    /// The names in the order of their first sample.
    var names: [String] {
        samples.reduce(into: []) { names, sample in if names.last != sample.name { names.append(sample.name) } }
    }

    /// The samples of one metric, by their labels.
    subscript(name: String) -> [String: Double] {
        Dictionary(
            samples.filter { $0.name == name }.map { (String($0.series.dropFirst(name.count)), $0.value) }
        ) { _, second in second }
    }
}
