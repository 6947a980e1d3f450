// SPDX-License-Identifier: MIT

package import SeededNumbers

/// Things to choose from, some more often than others.
package struct Weighted<Value: Sendable>: Sendable {
    private let values: [Value]
    private let sums: [Double]

    /// - Parameter entries: at least one, each with a weight above 0.
    package init(_ first: (Value, Double), _ rest: (Value, Double)...) {
        let entries = [first] + rest
        values = entries.map(\.0)
        var sum = 0.0
        sums = entries.map { entry in
            sum += entry.1
            return sum
        }
    }

    /// One of the values.
    package func draw(_ random: inout SplitMix64) -> Value {
        let point = random.fraction() * sums[sums.count - 1]
        return values[sums.firstIndex { point < $0 } ?? values.count - 1]
    }
}
