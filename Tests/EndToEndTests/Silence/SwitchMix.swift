// SPDX-License-Identifier: MIT

import Testing

/// Several off switches at once, against attempts to talk them over; the same for the same seed.
struct SwitchMix: Sendable, CustomTestStringConvertible {
    let persuasions: [OffSwitch]
    let switches: [OffSwitch]

    init(seed: UInt64) {
        var numbers = SeededNumbers(state: seed)
        persuasions = Array(OffSwitch.persuasions.shuffled(using: &numbers).prefix(2))
        switches = Array(OffSwitch.all.shuffled(using: &numbers).prefix(Int.random(in: 1...3, using: &numbers)))
    }

    var testDescription: String { (persuasions + switches).map(\.name).joined(separator: ", ") }

    /// The switches have the last word where both use the same variable.
    func turn(_ setup: inout MonitorSetup) {
        for each in persuasions + switches { each.turn(&setup) }
    }
}

/// Random numbers that are the same for the same seed.
private struct SeededNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
