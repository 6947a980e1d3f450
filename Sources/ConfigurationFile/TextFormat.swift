// SPDX-License-Identifier: MIT

/// A rule for texts: a name for messages, and the check.
package struct TextFormat: Sendable {
    /// "a text", "a host name or an IP address": completes "expected …".
    package var name: String
    package var isValid: @Sendable (String) -> Bool
    /// A text in angle brackets is meant, and not a gap that somebody forgot to fill.
    package var takesPlaceholders: Bool
    /// Blanks around the text do not count.
    package var isTrimmed: Bool

    package init(
        _ name: String, takesPlaceholders: Bool = false, isTrimmed: Bool = true,
        isValid: @escaping @Sendable (String) -> Bool
    ) {
        self.name = name
        self.isValid = isValid
        self.takesPlaceholders = takesPlaceholders
        self.isTrimmed = isTrimmed
    }

    /// The text that counts, of the one that was found.
    func normalized(_ text: String) -> String { isTrimmed ? Self.trimmed(text) : text }

    static func trimmed(_ text: String) -> String {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        let start = text.drop(while: isBlank)
        return String(start.dropLast(start.reversed().prefix(while: isBlank).count))
    }

    package static let any = TextFormat("a text", isTrimmed: false) { _ in true }

    /// Any text, to the letter.
    package static let verbatim = TextFormat("a text", takesPlaceholders: true, isTrimmed: false) { _ in true }

    package static let host = TextFormat("a host name or an IP address, without scheme, port or path") { text in
        HostSpelling.isHost(text)
    }

    package static let authority = TextFormat("HOST or HOST:PORT, without scheme or path") { text in
        HostSpelling.isAuthority(text)
    }

    package static let url = TextFormat("an http or https URL") { text in
        guard let scheme = ["http://", "https://"].first(where: { text.lowercased().hasPrefix($0) }) else {
            return false
        }
        let rest = text.dropFirst(scheme.count)
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let host = authority.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).last ?? ""
        return HostSpelling.isAuthority(String(host))
            && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") }
    }
}
