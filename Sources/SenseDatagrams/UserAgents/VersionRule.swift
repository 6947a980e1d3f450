// SPDX-License-Identifier: MIT

/// Where a version stands in a user agent: behind one of some tokens, in a given shape.
struct VersionRule: Sendable {
    /// What may stand between the token and the version, before the joint.
    enum Between {
        case nothing
        /// `-` and letters, digits, underscores and further `-`, as in `Slackbot-LinkExpanding 1.0`; may be missing.
        case suffix
        /// At least one digit, as in `BlackBerry9900/7.1`.
        case digits
        /// Any number of blanks.
        case blanks
    }

    /// The byte right before the version.
    enum Joint {
        case none
        case slash
        case slashOrBlank
        case slashOrBlankOrDash
    }

    private let tokens: [StaticString]
    private let between: Between
    private let joint: Joint
    private let shape: VersionShape

    /// - Parameter tokens: In lower case.
    init(after tokens: [StaticString], between: Between = .nothing, _ joint: Joint, _ shape: VersionShape) {
        self.tokens = tokens
        self.between = between
        self.joint = joint
        self.shape = shape
    }

    /// The version at the first place where all of the rule holds; `nil` if there is none.
    func version(in text: FoldedText) -> Range<Int>? {
        var first: (position: Int, version: Range<Int>)?
        for token in tokens {
            if let found = find(token, in: text, before: first?.position ?? text.count) { first = found }
        }
        return first?.version
    }

    /// Looks at each byte of the text a bounded number of times, whatever the text.
    private func find(
        _ token: StaticString, in text: FoldedText, before end: Int
    ) -> (position: Int, version: Range<Int>)? {
        let firstByte = token.utf8Start[0]
        var position = 0
        while position < end {
            guard text[position] == firstByte, text.has(token, at: position) else {
                position += 1
                continue
            }
            let place = skipBetween(from: position + token.utf8CodeUnitCount, in: text)
            if let place, let start = skipJoint(from: place, in: text), let end = shape.end(from: start, in: text) {
                return (position, start..<end)
            }
            // A suffix that leads to nothing leads to nothing from any token within it either.
            if case .suffix = between, let place { position = max(position + 1, place) } else { position += 1 }
        }
        return nil
    }

    private func skipBetween(from position: Int, in text: FoldedText) -> Int? {
        switch between {
        case .nothing: return position
        case .suffix:
            guard text[position] == UInt8(ascii: "-") else { return position }
            let end = text.end(from: position) { $0.isWord || $0 == UInt8(ascii: "-") }
            return end - position >= 2 ? end : position
        case .digits:
            let end = text.end(from: position) { $0.isDigit }
            return end > position ? end : nil
        case .blanks: return text.end(from: position) { $0.isBlank }
        }
    }

    private func skipJoint(from position: Int, in text: FoldedText) -> Int? {
        let byte = text[position]
        let isSlash = byte == UInt8(ascii: "/")
        switch joint {
        case .none: return position
        case .slash: return isSlash ? position + 1 : nil
        case .slashOrBlank: return isSlash || byte.isBlank ? position + 1 : nil
        case .slashOrBlankOrDash: return isSlash || byte.isBlank || byte == UInt8(ascii: "-") ? position + 1 : nil
        }
    }
}
