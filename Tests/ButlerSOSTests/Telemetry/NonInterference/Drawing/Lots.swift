// SPDX-License-Identifier: MIT

import SeededNumbers

/// Draws the values of one half of a pair, each for a place that has a name, and remembers them.
///
/// A value is never the one that the other half has at the same place. Whether that succeeded everywhere is checked by
/// whoever compares the two lists: a place with too few values to choose from would show there.
struct Lots {
    /// What was drawn, by place.
    private(set) var drawn: [String: String] = [:]
    var random: SplitMix64

    private let other: [String: String]
    private let given: [String: String]

    /// - Parameters:
    ///   - other: what the other half has, by place.
    ///   - given: what is not drawn, by place.
    init(seed: UInt64, unlike other: [String: String] = [:], given: [String: String] = [:]) {
        random = SplitMix64(seed: seed)
        self.other = other
        self.given = given
    }

    mutating func draw(_ place: String, _ make: (inout SplitMix64) -> String) -> String {
        if let value = given[place] {
            drawn[place] = value
            return value
        }
        var value = make(&random)
        if let taken = other[place] {
            for _ in 0..<1000 {
                guard value == taken else { break }
                value = make(&random)
            }
        }
        drawn[place] = value
        return value
    }

    mutating func number(_ place: String, _ range: ClosedRange<Int>) -> Int {
        Int(draw(place) { String($0.number(in: range)) }) ?? range.lowerBound
    }

    mutating func flag(_ place: String) -> Bool { draw(place) { String($0.number(in: 0...1) == 1) } == "true" }

    mutating func choice(_ place: String, of values: [String]) -> String { draw(place) { $0.one(of: values) } }

    mutating func word(_ place: String) -> String { draw(place) { $0.word() } }

    mutating func text(_ place: String) -> String { draw(place) { $0.text() } }

    /// What the other half has at a place.
    func othersValue(_ place: String) -> String? { other[place] }
}
