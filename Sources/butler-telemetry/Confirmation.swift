// SPDX-License-Identifier: MIT

import ArgumentParser

/// Asks before something is done that cannot be undone.
struct Confirmation: ParsableArguments {
    @Flag(help: "Do not ask.")
    var yes = false

    /// Returns if the operator agrees.
    ///
    /// - Parameter refusal: what is said if not: `nothing was erased`.
    func ask(_ question: String, refusal: String) throws {
        if yes { return }
        print("\(question) Type yes:")
        guard readLine() == "yes" else { throw ValidationError(refusal) }
    }
}
