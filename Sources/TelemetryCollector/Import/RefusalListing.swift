// SPDX-License-Identifier: MIT

/// Names the refused lines of an import one by one, and after a hundred only counts them: a file of another kind must not
/// fill a terminal.
package struct RefusalListing: Sendable {
    package static let maximumNamed = 100

    private var count = 0

    package init() {}

    /// Counts a refused line, and says which and why; `nil` if enough were named before.
    package mutating func add(_ refusal: ReportImport.Refusal, in file: String) -> String? {
        count += 1
        guard count <= Self.maximumNamed else { return nil }
        return "\(file), line \(refusal.line), is refused: \(refusal.reason)"
    }

    /// How many lines are refused that were not named; `nil` if there are none.
    package var rest: String? {
        let more = count - Self.maximumNamed
        guard more > 0 else { return nil }
        return more == 1 ? "1 more line is refused." : "\(more) more lines are refused."
    }
}
