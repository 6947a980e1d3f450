// SPDX-License-Identifier: MIT

import Foundation

extension Double {
    static func exponential(_ power: Double) -> Double { exp(power) }

    /// Of a number above 0.
    static func logarithm(_ number: Double) -> Double { log(number) }

    /// The logarithm of the odds of a share between 0 and 1, both excluded.
    static func logit(_ share: Double) -> Double { log(share / (1 - share)) }

    /// The share with these odds: the inverse of `logit`, from 0 to 1 for any number.
    static func logistic(_ odds: Double) -> Double { 1 / (1 + exp(-odds)) }
}
