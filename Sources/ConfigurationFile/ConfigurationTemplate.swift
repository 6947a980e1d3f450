// SPDX-License-Identifier: MIT

/// A configuration to start from: every setting with its meaning above it and an example behind it.
package enum ConfigurationTemplate {
    /// Kinds that the example tells by itself.
    private static let plainKinds: Set = [
        "a text", "true or false", "keys and values", "a list", "a list of texts", "names and values",
        "a port from 1 to 65535", TextFormat.host.name, TextFormat.url.name,
    ]

    /// A line, and the setting whose value it holds.
    struct Line: Equatable {
        var text: String
        var setting: ConfigurationSetting?
    }

    /// - Parameters:
    ///   - heading: what the file starts with; becomes a comment.
    ///   - isComplete: nothing is commented out, neither lists of objects nor what has no default.
    package static func text(_ settings: [ConfigurationSetting], heading: [String], isComplete: Bool = false) -> String
    {
        text(lines(settings, isComplete: isComplete).map(\.text), heading: heading)
    }

    /// A configuration that says what another one says, with the meaning of each setting above it.
    ///
    /// - Parameters:
    ///   - settings: all there are.
    ///   - values: what the other one says. What it leaves out is left out, unless its default differs.
    package static func text(
        _ settings: [ConfigurationSetting], heading: [String], filledWith values: CarriedSettings
    ) -> String {
        var filled = FilledTemplate(values)
        return text(filled.lines(settings), heading: heading)
    }

    private static func text(_ lines: [String], heading: [String]) -> String {
        (comment(heading) + lines).joined(separator: "\n") + "\n"
    }

    /// Lines as a comment.
    package static func comment(_ lines: [String]) -> [String] { lines.map { $0.isEmpty ? "#" : "# \($0)" } }

    static func lines(_ settings: [ConfigurationSetting], isComplete: Bool) -> [Line] {
        SettingTree(settings).children.flatMap { lines($0, indentation: 0, isComplete: isComplete) }
    }

    private static func lines(_ tree: SettingTree, indentation: Int, isComplete: Bool) -> [Line] {
        let blanks = String(repeating: " ", count: indentation)
        guard let setting = tree.setting else {
            return [Line(text: "\(blanks)\(tree.name):")]
                + tree.children.flatMap { lines($0, indentation: indentation + 2, isComplete: isComplete) }
        }
        let comment = isComplete ? [] : comment(setting, indentation: indentation)
        switch setting.shape {
        case .section:
            let below = tree.children.flatMap { lines($0, indentation: indentation + 2, isComplete: isComplete) }
            // Sections at the top are kept apart.
            let gap = indentation == 2 && !isComplete ? [Line(text: "")] : []
            return gap + (isRepeated(tree) ? [] : comment) + [Line(text: "\(blanks)\(tree.name):", setting: setting)]
                + below
        case .sections:
            return comment + list(tree, setting, indentation: indentation, isComplete: isComplete)
        case .value:
            let isLive = isComplete || setting.fallback != ""
            let text = "\(tree.name): \(setting.example)"
            return comment + [Line(text: "\(blanks)\(isLive ? "" : "# ")\(text)", setting: isLive ? setting : nil)]
        }
    }

    private static func list(_ tree: SettingTree, _ setting: ConfigurationSetting, indentation: Int, isComplete: Bool)
        -> [Line]
    {
        let blanks = String(repeating: " ", count: indentation)
        // A list that is only shown in a comment gets no comments within.
        let isShown = isComplete || setting.example.isEmpty
        let element = dashed(
            tree.children.flatMap(\.children).flatMap {
                lines($0, indentation: indentation + 4, isComplete: isComplete || !isShown)
            }, indentation: indentation)
        if isShown { return [Line(text: "\(blanks)\(tree.name):", setting: setting)] + element }
        let shown = ["\(blanks)\(tree.name):"] + element.map(\.text)
        return [Line(text: "\(blanks)\(tree.name): []", setting: setting)]
            + shown.map { Line(text: "\(blanks)# \($0.dropFirst(indentation))") }
    }

    /// The lines of an element of a list, with the dash before its first key.
    static func dashed(_ element: [Line], indentation: Int) -> [Line] {
        var element = element
        let blanks = String(repeating: " ", count: indentation)
        if let first = element.firstIndex(where: { !$0.text.drop { $0 == " " }.hasPrefix("#") }) {
            // The comment of the first key stands above the element.
            let text = element[first].text
            for place in element[..<first].indices {
                element[place].text = "\(blanks)  \(element[place].text.dropFirst(indentation + 4))"
            }
            element[first].text = "\(blanks)  - \(text.dropFirst(indentation + 4))"
        }
        return element
    }

    /// A section with nothing but a switch says it once.
    static func isRepeated(_ section: SettingTree) -> Bool {
        section.children.count == 1 && section.children[0].setting?.meaning == section.setting?.meaning
    }

    static func comment(_ setting: ConfigurationSetting, indentation: Int) -> [Line] {
        let text = plainKinds.contains(setting.kind) ? setting.meaning : "\(setting.meaning) (\(setting.kind))"
        let blanks = String(repeating: " ", count: indentation)
        return wrapped(text, width: 110 - indentation).map { Line(text: "\(blanks)# \($0)") }
    }

    private static func wrapped(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.count + word.count < width {
                lines[lines.count - 1] += " \(word)"
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }
}
