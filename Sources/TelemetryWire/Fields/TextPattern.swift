// SPDX-License-Identifier: MIT

/// Which texts a field accepts: a length and the ASCII characters that may occur, the first one stricter than the rest.
///
/// One declaration gives both the check and the regular expression that the published schema shows.
package struct TextPattern: Sendable, Equatable {
    package var first: CharacterSet
    package var rest: CharacterSet
    package var length: ClosedRange<Int>

    package init(first: CharacterSet, rest: CharacterSet, length: ClosedRange<Int>) {
        self.first = first
        self.rest = rest
        self.length = length
    }

    package func accepts(_ text: String) -> Bool { accepts(text.utf8) }

    func accepts(_ bytes: some Collection<UInt8>) -> Bool {
        guard length.contains(bytes.count) else { return false }
        guard let start = bytes.first else { return true }
        return first.contains(start) && bytes.dropFirst().allSatisfy(rest.contains)
    }

    /// The same rule as a regular expression (ECMA 262, as JSON Schema wants it).
    package var regularExpression: String {
        let shortest = max(length.lowerBound, 1)
        let body = "[\(first.expression)][\(rest.expression)]{\(shortest - 1),\(length.upperBound - 1)}"
        return length.lowerBound == 0 ? "^(\(body))?$" : "^\(body)$"
    }

    /// A set of ASCII characters: whole classes and single ones.
    package struct CharacterSet: Sendable, Equatable {
        package let classes: [ClosedRange<UInt8>]
        package let characters: String
        /// One bit for each character that belongs to the set: asked for every byte that a collector reads.
        private let bits: UInt128

        package init(classes: [ClosedRange<UInt8>], characters: String) {
            self.classes = classes
            self.characters = characters
            bits = (classes.flatMap(Array.init) + characters.utf8).filter { $0 < 128 }.reduce(0) { $0 | 1 << $1 }
        }

        package static let lowercaseHex = CharacterSet(classes: [.digits, .ascii("a", "f")], characters: "")
        package static let letters = CharacterSet(classes: [.lowercase, .uppercase], characters: "")
        package static let digits = CharacterSet(classes: [.digits], characters: "")
        package static let alphanumerics = CharacterSet(classes: [.lowercase, .uppercase, .digits], characters: "")

        package func and(_ characters: String) -> CharacterSet {
            CharacterSet(classes: classes, characters: self.characters + characters)
        }

        func contains(_ byte: UInt8) -> Bool { byte < 128 && bits &>> UInt128(byte) & 1 == 1 }

        var expression: String {
            let ranges = classes.map { "\(Unicode.Scalar($0.lowerBound))-\(Unicode.Scalar($0.upperBound))" }.joined()
            return ranges + characters.map { "\\^]-".contains($0) ? "\\\($0)" : "\($0)" }.joined()
        }
    }
}

extension ClosedRange<UInt8> {
    fileprivate static let digits: Self = .ascii("0", "9")
    fileprivate static let lowercase: Self = .ascii("a", "z")
    fileprivate static let uppercase: Self = .ascii("A", "Z")

    fileprivate static func ascii(_ first: Unicode.Scalar, _ last: Unicode.Scalar) -> Self {
        UInt8(ascii: first)...UInt8(ascii: last)
    }
}
