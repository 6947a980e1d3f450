// SPDX-License-Identifier: MIT

/// An argument of `--fault` that names no fault or no server: which one, and what is allowed.
package struct FaultArgumentError: Error, Equatable, CustomStringConvertible {
    /// The part of the argument that is wrong.
    package enum Problem: Sendable, Equatable {
        /// There is no such fault.
        case kind(String)
        /// There is no such server.
        case server(String)
    }

    /// The argument as it was given.
    package let argument: String
    /// How many servers there are to choose from.
    package let serverCount: Int
    /// What is wrong with it.
    package let problem: Problem

    /// One sentence for whoever typed the argument.
    package var description: String {
        "--fault \(argument): " + explanation
    }

    private var explanation: String {
        switch problem {
        case .kind(let kind):
            let kinds = Fault.allCases.map(\.rawValue).joined(separator: ", ")
            return "there is no fault '\(kind)'; allowed are KIND and KIND@SERVER, with KIND one of \(kinds)"
        case .server(let server):
            return "there is no server '\(server)'; allowed after @ are the numbers 1 to \(max(1, serverCount))"
        }
    }
}
