// SPDX-License-Identifier: MIT

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension SplitMix64 {
    /// How long one waits for something that comes at any moment with the same likelihood, `mean` on the average.
    package mutating func waitingTime(mean: Double) -> Double { -mean * log(1 - fraction()) }

    /// When such things happen within a length of time, in order.
    package mutating func moments(mean: Double, within length: Double) -> [Double] {
        guard mean > 0, mean.isFinite else { return [] }
        var moments: [Double] = []
        var time = waitingTime(mean: mean)
        while time < length {
            moments.append(time)
            time += waitingTime(mean: mean)
        }
        return moments
    }
}
