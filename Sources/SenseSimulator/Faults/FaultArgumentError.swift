// SPDX-License-Identifier: MIT

/// An argument of `--fault` that names no fault, no server or no interface: which one, and what is allowed.
package struct FaultArgumentError: Error, Equatable, CustomStringConvertible {
    /// The argument as it was given.
    package let argument: String
    /// What is wrong with it.
    package let problem: FaultRuleProblem

    /// One sentence for whoever typed the argument.
    package var description: String { "--fault \(argument): \(problem)" }
}
