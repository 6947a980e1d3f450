// SPDX-License-Identifier: MIT

import Foundation
import Monitoring
import Testing

/// A user agent and what it tells of, from `user-agents.txt`.
///
/// A case is three lines: `text: TEXT`, `browser: NAME | VERSION | MAJOR` and `system: NAME | VERSION | VERSION NAME`.
struct UserAgentCase: CustomTestStringConvertible, Sendable {
    var text: String
    var browser: UserAgent.Browser
    var system: UserAgent.System

    var testDescription: String { text }

    /// Every case of the file; none if the file cannot be read or has a line that is none of the three.
    static let all: [UserAgentCase] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "user-agents.txt")
        let lines = ((try? String(contentsOf: file, encoding: .utf8)) ?? "").split(separator: "\n")
            .filter { !$0.hasPrefix("# ") }
        guard lines.count.isMultiple(of: 3) else { return [] }
        let cases = stride(from: 0, to: lines.count, by: 3).map { read(lines[$0], lines[$0 + 1], lines[$0 + 2]) }
        return cases.contains { $0 == nil } ? [] : cases.compactMap(\.self)
    }()

    private static func read(_ text: Substring, _ browser: Substring, _ system: Substring) -> UserAgentCase? {
        guard let text = value(of: "text", in: text), let browser = columns(of: "browser", in: browser),
            let system = columns(of: "system", in: system)
        else { return nil }
        return UserAgentCase(
            text: text,
            browser: UserAgent.Browser(name: browser[0] ?? "", version: browser[1] ?? "", major: browser[2]),
            system: UserAgent.System(name: system[0], version: system[1], versionName: system[2]))
    }

    private static func columns(of name: String, in line: Substring) -> [String?]? {
        guard let columns = value(of: name, in: line)?.split(separator: "|", omittingEmptySubsequences: false),
            columns.count == 3
        else { return nil }
        return columns.map { column in
            let value = column.trimmingCharacters(in: .whitespaces)
            return value.isEmpty ? nil : value
        }
    }

    private static func value(of name: String, in line: Substring) -> String? {
        guard line.hasPrefix("\(name):") else { return nil }
        return line.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces)
    }
}
