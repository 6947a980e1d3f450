// SPDX-License-Identifier: MIT

/// Something that changes what an installation reports, or whether it does.
enum Happening: Sendable {
    case upgrade(to: Int)
    /// Back to the version before, if it still runs this one.
    case fallBack(from: Int)
    /// Somebody thinks about a feature, with a new leaning perhaps, or the fleet's opinion has reached the one that he has.
    case decision(feature: Int, leaning: Double?)
    case systemUpgrade
    case runtimeUpgrade
    /// No report from this day on until the silence ends.
    case silence
    case endOfSilence
    /// From this day on it is the copy on the second host that reports, or the original.
    case turn(ofCopy: Bool)
}
