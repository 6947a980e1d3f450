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
        (heading.map { $0.isEmpty ? "#" : "# \($0)" } + lines(settings, isComplete: isComplete).map(\.text))
            .joined(separator: "\n") + "\n"
    }

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
            // A section with nothing but a switch says it once.
            let isRepeated = tree.children.count == 1 && tree.children[0].setting?.meaning == setting.meaning
            return gap + (isRepeated ? [] : comment) + [Line(text: "\(blanks)\(tree.name):", setting: setting)] + below
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
        var element = tree.children.flatMap(\.children).flatMap {
            lines($0, indentation: indentation + 4, isComplete: isComplete || !isShown)
        }
        if let first = element.firstIndex(where: { !$0.text.drop { $0 == " " }.hasPrefix("#") }) {
            // The comment of the first key stands above the element.
            let text = element[first].text
            for place in element[..<first].indices {
                element[place].text = "\(blanks)  \(element[place].text.dropFirst(indentation + 4))"
            }
            element[first].text = "\(blanks)  - \(text.dropFirst(indentation + 4))"
        }
        if isShown { return [Line(text: "\(blanks)\(tree.name):", setting: setting)] + element }
        let shown = ["\(blanks)\(tree.name):"] + element.map(\.text)
        return [Line(text: "\(blanks)\(tree.name): []", setting: setting)]
            + shown.map { Line(text: "\(blanks)# \($0.dropFirst(indentation))") }
    }

    private static func comment(_ setting: ConfigurationSetting, indentation: Int) -> [Line] {
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
