// SPDX-License-Identifier: MIT

/// A metric in the Prometheus data model: a name, what it means, and its samples.
package struct MetricFamily: Sendable, Equatable {
    package var name: String
    package var help: String
    package var kind: Kind
    package var samples: [Sample]

    package enum Kind: String, Sendable {
        case counter, gauge, histogram
    }

    package struct Sample: Sendable, Equatable {
        /// What follows the family's name: nothing, but for the parts of a histogram.
        package var suffix: String
        package var labels: [Label]
        package var value: Double

        package init(_ value: Double, labels: [Label] = [], suffix: String = "") {
            self.value = value
            self.labels = labels
            self.suffix = suffix
        }
    }

    package struct Label: Sendable, Hashable {
        package var name: String
        package var value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package init(_ name: String, _ kind: Kind, help: String, samples: [Sample] = []) {
        self.name = name
        self.kind = kind
        self.help = help
        self.samples = samples
    }

    /// `name` with every character that a label name must not have replaced by `_`.
    package static func validLabelName(_ name: String) -> String {
        var valid = ""
        for scalar in name.unicodeScalars {
            switch scalar {
            case "a"..."z", "A"..."Z", "_": valid.unicodeScalars.append(scalar)
            case "0"..."9": valid += valid.isEmpty ? "_" : String(scalar)
            default: valid += "_"
            }
        }
        return valid.isEmpty ? "_" : valid
    }
}
