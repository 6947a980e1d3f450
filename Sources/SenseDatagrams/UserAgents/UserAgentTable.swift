// SPDX-License-Identifier: MIT

/// What a row of a table has, whatever it is about.
protocol UserAgentRow: Sendable {
    var name: String { get }
    /// The first row of the table counts that has any of these in the text ...
    var tokens: [UserAgentToken] { get }
    /// ... and none of these.
    var exceptions: [UserAgentToken] { get }
    /// The first rule that finds a version counts.
    var versions: [VersionRule] { get }
}

extension UserAgentRow {
    /// Every token that must be looked for, so that the row can be found.
    var allTokens: [UserAgentToken] { (tokens + exceptions).flatMap(\.withOther) }

    /// `nil` if the text tells none.
    func version(in text: FoldedText) -> Range<Int>? {
        for rule in versions {
            if let version = rule.version(in: text) { return version }
        }
        return nil
    }
}

/// Rows, of which the first that matches counts.
struct UserAgentTable<Row: UserAgentRow>: Sendable {
    private let rows: [(tokens: TokenFinder.Tokens, exceptions: TokenFinder.Tokens, row: Row)]

    /// - Parameter finder: Looks for all tokens of the rows.
    init(_ rows: [Row], _ finder: TokenFinder) {
        self.rows = rows.map { (finder.set(of: $0.tokens), finder.set(of: $0.exceptions), $0) }
    }

    /// The row for a text with these tokens; `nil` if there is none.
    func first(with tokens: TokenFinder.Tokens) -> Row? {
        rows.first { $0.tokens & tokens != 0 && $0.exceptions & tokens == 0 }?.row
    }
}
