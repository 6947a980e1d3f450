// SPDX-License-Identifier: MIT

/// Takes out of a value what a URL may carry that is nobody's business: user and password, and the query.
///
/// Promises: whatever is before the last `@` is taken for a secret, however it is spelled, since a password may have any
/// character in it: in a value that leads somewhere always, in others from the first `://` on.
package enum URLSecrets {
    private static let mask = ConfigurationSetting.mask

    /// - Parameter isAddress: the value leads somewhere, as its key says.
    package static func masked(_ text: String, isAddress: Bool = false) -> String {
        let scheme = text.firstRange(of: "://")
        guard scheme != nil || isAddress else { return text }
        // What is before a scheme in a value that leads somewhere is no scheme if it is no word.
        let start = scheme.map { isAddress && !isWord(text[..<$0.lowerBound]) ? text.startIndex : $0.upperBound }
        var rest = text[(start ?? text.startIndex)...]
        var result = String(text[..<rest.startIndex])
        if let at = rest.lastIndex(of: "@") {
            result += mask
            rest = rest[at...]
        }
        guard let query = rest.firstIndex(where: { $0 == "?" || $0 == "#" }) else { return result + rest }
        return "\(result)\(rest[..<query])?\(mask)"
    }

    /// The same for a value as YAML spells it in one line: each element of a list for itself.
    package static func masked(spelled text: String, isAddress: Bool = false) -> String {
        guard text.contains("://") || isAddress else { return text }
        guard let first = text.first, first == "[" || first == "{" else { return element(text, isAddress) }
        var result = ""
        var rest = text[...]
        while let character = rest.first {
            if ",[]{} ".contains(character) {
                result.append(character)
                rest.removeFirst()
                continue
            }
            let end = self.end(of: rest)
            let masked = element(String(rest[..<end]), isAddress)
            // An asterisk would be an alias.
            result += masked.hasPrefix("*") ? "\"\(masked)\"" : masked
            rest = rest[end...]
        }
        return result
    }

    /// A text with or without quotes round it.
    private static func element(_ text: String, _ isAddress: Bool) -> String {
        guard text.count > 1, text.hasPrefix("\""), text.hasSuffix("\"") else {
            return masked(text, isAddress: isAddress)
        }
        return "\"\(masked(String(text.dropFirst().dropLast()), isAddress: isAddress))\""
    }

    /// Where an element of a list ends: behind the quote that closes it, before the comma, or behind its name.
    private static func end(of text: Substring) -> String.Index {
        guard text.first == "\"" else {
            // Anything with these in it is in quotes.
            let element = text.prefix { !",]}".contains($0) }
            return element.firstRange(of: ": ")?.upperBound ?? element.endIndex
        }
        var isEscaped = false
        for index in text.indices.dropFirst() {
            if isEscaped {
                isEscaped = false
            } else if text[index] == "\\" {
                isEscaped = true
            } else if text[index] == "\"" {
                return text.index(after: index)
            }
        }
        return text.endIndex
    }

    private static func isWord(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
                    true
                default: false
                }
            }
    }
}
