// SPDX-License-Identifier: MIT

/// The quantile of Student's distribution that leaves 2.5 % on either side: what `Proportion.z` becomes if the spread
/// itself is estimated from few values.
enum StudentQuantile {
    /// Exact to 1 % from 3 degrees of freedom on, by the expansion around the normal quantile.
    static func value(degreesOfFreedom: Int) -> Double {
        let freedom = Double(max(degreesOfFreedom, 3))
        let z = Proportion.z
        let zz = z * z
        let first = z * (zz + 1) / 4
        let second = z * ((5 * zz + 16) * zz + 3) / 96
        let third = z * (((3 * zz + 19) * zz + 17) * zz - 15) / 384
        let fourth = z * ((((79 * zz + 776) * zz + 1482) * zz - 1920) * zz - 945) / 92_160
        return z + (first + (second + (third + fourth / freedom) / freedom) / freedom) / freedom
    }
}
