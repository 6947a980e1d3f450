// SPDX-License-Identifier: MIT

import ConfigurationFile

/// The end of a migrated configuration: what it did not take over, as comments.
struct LeftoverComment {
    private static let title = "# Not carried over, since these keys have no effect:"

    let text: String

    /// - Parameter earlier: the lines of such a comment in the document that was read.
    init(_ leftovers: [ConfigurationSection.Leftover], after earlier: [String]) {
        let added = leftovers.map { "# \($0.key): \($0.value ?? "(too long to repeat here)")" }
        let lines = earlier + added.filter { !earlier.contains($0) }
        text = lines.isEmpty ? "" : (["", Self.title] + lines).map { "\($0)\n" }.joined()
    }

    /// The lines of the comment in a document that was migrated already. A parser of YAML would not keep them.
    static func lines(of document: String) -> [String] {
        let lines = document.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        guard let start = lines.lastIndex(where: { $0 == title }) else { return [] }
        return lines[lines.index(after: start)...].prefix { $0.hasPrefix("# ") }.map(String.init)
    }
}
