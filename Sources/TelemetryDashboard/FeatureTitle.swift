// SPDX-License-Identifier: MIT

/// What the page calls a feature, and why its makers ask about it.
package struct FeatureTitle: Sendable, Equatable {
    /// The name on the wire.
    package let name: String
    package let title: String
    /// One sentence for the reader of the page.
    package let purpose: String

    package init(name: String, title: String, purpose: String) {
        self.name = name
        self.title = title
        self.purpose = purpose
    }
}
