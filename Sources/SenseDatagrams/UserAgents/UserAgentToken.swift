// SPDX-License-Identifier: MIT

/// A piece of text that tells a browser or an operating system.
struct UserAgentToken: Sendable, ExpressibleByStringLiteral {
    /// What else must hold where the text stands.
    enum Condition: Sendable {
        case none
        /// Upper and lower case are as in the token; otherwise the case does not matter.
        case spelled
        /// Spelled so, and somewhere behind another token that is spelled so.
        case spelledBehind(StaticString)
        /// At the beginning of a word, before a digit.
        case wordBeforeDigit
        /// Before a number of at least two bytes.
        case beforeNumber
        /// Before digits and dots that end the text.
        case beforeNumberAtEnd
        /// Before `slurp`, with a `!`, blanks and slashes between them.
        case beforeSlurp
    }

    let text: StaticString
    let condition: Condition

    init(_ text: StaticString, _ condition: Condition) {
        self.text = text
        self.condition = condition
    }

    init(stringLiteral text: StaticString) { self.init(text, .none) }

    /// This one, and the one that it must be behind.
    var withOther: [UserAgentToken] {
        guard case .spelledBehind(let other) = condition else { return [self] }
        return [UserAgentToken(other, .spelled), self]
    }

    /// Two tokens with the same identity are found in the same texts.
    var identity: String { "\(text) \(condition)" }
}

extension UserAgentToken.Condition {
    /// Whether it holds for a token that stands at a place of a text.
    ///
    /// Looks at bytes that no later place of the same token has to look at again, so that one pass over a text stays one.
    /// - Parameter isBehind: Whether the token that must have come before has come.
    func holds(for token: StaticString, at start: Int, in text: FoldedText, isBehind: Bool) -> Bool {
        let end = start + token.utf8CodeUnitCount
        switch self {
        case .none: return true
        case .spelled: return text.hasSpelled(token, at: start)
        case .spelledBehind: return isBehind && text.hasSpelled(token, at: start)
        case .wordBeforeDigit: return text[end].isDigit && (start == 0 || !text[start - 1].isWord)
        case .beforeNumber: return VersionShape.number.end(from: end, in: text) != nil
        case .beforeNumberAtEnd: return VersionShape.digitsAndDotsAtEnd.end(from: end, in: text) != nil
        case .beforeSlurp:
            let mark = text[end] == UInt8(ascii: "!") ? end + 1 : end
            return text.has("slurp", at: text.end(from: mark) { $0.isBlank || $0 == UInt8(ascii: "/") })
        }
    }
}
