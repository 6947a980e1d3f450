// SPDX-License-Identifier: MIT

/// The style sheet of all pages, with its tag.
package enum Stylesheet {
    /// CSS that loads nothing from elsewhere.
    package static let text = palette + typography + layout + forms + charts + plots + tables + print
    /// Changes with every change of the text.
    package static let tag = EntityTag(text)
}
