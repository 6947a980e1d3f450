// SPDX-License-Identifier: MIT

/// Which database keeps the reports.
package enum DatabaseLocation: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// A file in the data folder.
    case sqlite
    /// A PostgreSQL database, by its URL, which may hold a password.
    case postgres(String)

    init?(_ text: String) {
        if text == "sqlite" {
            self = .sqlite
        } else if ["postgres://", "postgresql://"].contains(where: { text.lowercased().hasPrefix($0) }),
            text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), text.drop(while: { $0 != "/" }).dropFirst(2).first != nil
        {
            self = .postgres(text)
        } else {
            return nil
        }
    }

    /// Without user, password and options, for logs.
    package var description: String {
        guard case .postgres(let url) = self else { return "sqlite" }
        let rest = url.drop { $0 != "/" }.dropFirst(2)
        // A password may hold anything that nobody encoded, a #, a ? and an @ too: the last @ ends it.
        let start = rest.lastIndex(of: "@").map(rest.index(after:)) ?? rest.startIndex
        return "postgres://\(rest[start...].prefix { $0 != "?" && $0 != "#" })"
    }

    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
