// SPDX-License-Identifier: MIT

@testable import ButlerSOS

/// A configuration file in block style with all that is true or false in it, by the path below the root.
struct SwitchedFile {
    struct Switch: CustomStringConvertible {
        /// As settings are listed: `[]` stands for an element.
        var path: String
        fileprivate var line: Int
        var description: String { "\(path), line \(line + 1)" }
    }

    private let lines: [String]
    let switches: [Switch]

    init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var above: [(depth: Int, name: String)] = []
        var switches: [Switch] = []
        for (index, line) in lines.enumerated() {
            let depth = CompleteConfiguration.depth(line)
            let parts = line.drop { $0 == " " || $0 == "-" }.split(separator: ":", maxSplits: 1)
            guard let name = parts.first else { continue }
            // The keys of an element belong to the list, whose own key is indented less.
            above.removeAll { $0.depth >= depth }
            let isElement = line.drop { $0 == " " }.hasPrefix("- ")
            if isElement, let last = above.indices.last, !above[last].name.hasSuffix("[]") { above[last].name += "[]" }
            let path = (above.dropFirst().map(\.name) + [String(name)]).joined(separator: ".")
            above.append((depth, String(name)))
            guard parts.count == 2, [" true", " false"].contains(parts[1]) else { continue }
            switches.append(Switch(path: path, line: index))
        }
        self.switches = switches
    }

    /// The text with one switch in a position.
    ///
    /// - Parameter key: how the last part of its path is spelled.
    func text(_ changed: Switch, _ isOn: Bool, spelled key: String? = nil) -> String {
        var lines = lines
        lines[changed.line] = Self.line(lines[changed.line], key, isOn)
        return lines.joined(separator: "\n")
    }

    /// The text with a switch spelled twice.
    func text(_ changed: Switch, _ isOn: Bool, also key: String, _ isAlsoOn: Bool) -> String {
        var lines = lines
        let line = Self.line(lines[changed.line], nil, isOn)
        lines[changed.line] = line
        lines.insert(
            Self.line(line.replacing("-", with: " "), key, isAlsoOn), at: changed.line + 1)
        return lines.joined(separator: "\n")
    }

    /// The text without the line of a switch.
    func text(without left: Switch) -> String {
        var lines = lines
        lines.remove(at: left.line)
        return lines.joined(separator: "\n")
    }

    /// The text with all switches in the same position, but for those which stay as they are.
    func text(all isOn: Bool, but kept: [String]) -> String {
        var lines = lines
        for place in switches where !kept.contains(place.path) {
            lines[place.line] = Self.line(lines[place.line], nil, isOn)
        }
        return lines.joined(separator: "\n")
    }

    private static func line(_ line: String, _ key: String?, _ isOn: Bool) -> String {
        let depth = CompleteConfiguration.depth(line)
        return "\(line.prefix(depth))\(key ?? CompleteConfiguration.key(line)): \(isOn)"
    }
}
