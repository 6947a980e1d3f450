// SPDX-License-Identifier: MIT

/// A rule that a message breaks: where, and what was expected. Never the value, which could be anything.
package struct Violation: Sendable, Equatable {
    /// A JSON pointer. A name that the registry does not know is shown only if it looks like a name.
    package var field: String
    package var rule: String

    package init(field: String, rule: String) {
        self.field = field
        self.rule = rule
    }

    /// `name` if it is harmless to repeat, else `…`.
    package static func harmless(_ name: String) -> String {
        let isName =
            (1...40).contains(name.utf8.count)
            && name.utf8.allSatisfy {
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                    || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
                    || $0 == UInt8(ascii: "_")
            }
        return isName ? name : "…"
    }
}
