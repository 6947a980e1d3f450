// SPDX-License-Identifier: MIT

/// The template with the values of a document, and without what the document leaves out.
struct FilledTemplate {
    private typealias Line = ConfigurationTemplate.Line

    private let carried: CarriedSettings
    /// The settings whose meaning was said: in lists the first element is enough.
    private var explained: Set<String> = []

    init(_ carried: CarriedSettings) { self.carried = carried }

    mutating func lines(_ settings: [ConfigurationSetting]) -> [String] {
        SettingTree(settings).children.flatMap { lines($0, path: $0.name, indentation: 0, isExplained: true) }
            .map(\.text)
    }

    /// - Parameters:
    ///   - path: where it is in the document, which has numbers where the setting has `[]`.
    ///   - isExplained: with comments.
    private mutating func lines(_ tree: SettingTree, path: String, indentation: Int, isExplained: Bool) -> [Line] {
        let name = String(repeating: " ", count: indentation) + "\(tree.name):"
        guard let setting = tree.setting else {
            return [Line(text: name)] + children(tree, path, indentation + 2, isExplained)
        }
        var before = comment(setting, indentation, isExplained)
        let lines: [Line]
        switch (setting.shape, carried.values[path]) {
        case (.section, .text(let text)), (.sections, .text(let text)): lines = Self.value(text, name, indentation)
        case (.section, let value):
            let below = children(tree, path, indentation + 2, isExplained)
            // Keys with nothing but what nobody knows were a section, and keys with nothing were none.
            lines =
                switch value {
                case _ where !below.isEmpty: [Line(text: name)] + below
                case .section: [Line(text: "\(name) {}")]
                case .nothing: [Line(text: name)]
                default: []
                }
            if ConfigurationTemplate.isRepeated(tree) { before = [] }
            if indentation == 2 { before.insert(Line(text: ""), at: 0) }
        case (.sections, .elements(let count)):
            let below = elements(count, of: tree, setting, path, indentation, isExplained)
            lines = below.isEmpty ? [Line(text: "\(name) []")] : [Line(text: name)] + below
        case (.sections, .nothing): lines = [Line(text: name)]
        case (.sections, _): lines = []
        case (.value, let value): lines = self.value(value, setting, name, indentation)
        }
        guard !lines.isEmpty else { return [] }
        explained.insert(setting.key)
        return before + lines
    }

    private mutating func children(
        _ tree: SettingTree, _ path: String, _ indentation: Int, _ isExplained: Bool
    ) -> [Line] {
        var result: [Line] = []
        for child in tree.children {
            result += lines(child, path: "\(path).\(child.name)", indentation: indentation, isExplained: isExplained)
        }
        return result
    }

    private mutating func elements(
        _ count: Int, of tree: SettingTree, _ setting: ConfigurationSetting, _ path: String, _ indentation: Int,
        _ isExplained: Bool
    ) -> [Line] {
        let dash = String(repeating: " ", count: indentation) + "  -"
        // As in the template: what is only shown in a comment there explains itself.
        let isExplained = isExplained && setting.example.isEmpty
        var result: [Line] = []
        for index in 0..<count {
            let element = "\(path)[\(index)]"
            if case .text(.inline(let text)) = carried.values[element] {
                result.append(Line(text: "\(dash) \(text)"))
                continue
            }
            var lines: [Line] = []
            for child in tree.children {
                lines += children(child, element, indentation + 4, isExplained)
            }
            result +=
                lines.isEmpty
                ? [Line(text: "\(dash) {}")] : ConfigurationTemplate.dashed(lines, indentation: indentation)
        }
        return result
    }

    private func comment(_ setting: ConfigurationSetting, _ indentation: Int, _ isExplained: Bool) -> [Line] {
        guard isExplained, !explained.contains(setting.key) else { return [] }
        return ConfigurationTemplate.comment(setting, indentation: indentation)
    }

    /// Nothing if nobody said anything and the default is still the same.
    private func value(
        _ value: CarriedSettings.Value?, _ setting: ConfigurationSetting, _ name: String, _ indentation: Int
    ) -> [Line] {
        switch value {
        case .text(let text): Self.value(text, name, indentation)
        case .inForce(.inline(let text), _)
        where setting.fallback != nil && setting.fallback != "" && text != setting.fallback:
            [Line(text: "\(name) \(text)")]
        case .inForce(_, isMentioned: true): [Line(text: name)]
        default: []
        }
    }

    private static func value(_ text: CarriedSettings.Text, _ name: String, _ indentation: Int) -> [Line] {
        let blanks = String(repeating: " ", count: indentation + 2)
        switch text {
        case .inline(let text): return [Line(text: text.isEmpty ? name : "\(name) \(text)")]
        case .list(let texts):
            let inline = "\(name) \(YAMLScalar.list(texts))"
            guard inline.count > 100 else { return [Line(text: inline)] }
            return [Line(text: name)] + texts.map { Line(text: "\(blanks)- \(YAMLScalar.spelled($0))") }
        case .pairs(let pairs):
            guard !pairs.isEmpty else { return [Line(text: "\(name) {}")] }
            return [Line(text: name)] + pairs.map { Line(text: "\(blanks)\($0)") }
        }
    }
}
