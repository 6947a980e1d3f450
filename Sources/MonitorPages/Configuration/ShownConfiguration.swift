// SPDX-License-Identifier: MIT

package import ConfigurationFile

/// The configuration in force, as it may be seen.
package struct ShownConfiguration: Sendable {
    package let settings: [ShownSetting]
    private let root: String
    private let tree: SettingBranch

    /// - Parameters:
    ///   - root: the key that everything is below.
    ///   - rules: applied here and once: nothing else of a setting is kept.
    package init(_ settings: [ConfigurationSetting], root: String, rules: MaskRules) {
        self.root = root
        self.settings = settings.map { ShownSetting($0, root: root, rules: rules) }.filter { !$0.key.isEmpty }
        var tree = SettingBranch()
        for setting in self.settings { tree.insert(setting) }
        self.tree = tree
    }

    /// The settings with a value that have all words of a query in them; all of them if it has none.
    func settings(matching query: String) -> [ShownSetting] {
        let words = query.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
        return settings.filter { $0.shape == .value && $0.matches(words) }
    }

    /// The same as a document of YAML, to be read with any parser.
    package var yaml: String { YAMLText.text(.pairs([.init(root, tree.value)])) }

    /// The same as a document of JSON.
    package var json: String { JSONText.text(.pairs([.init(root, tree.value)])) }
}

/// Settings in the nesting that their keys say.
private struct SettingBranch: Sendable {
    private var setting: ShownSetting?
    private var names: [String] = []
    private var places: [String: Int] = [:]
    private var branches: [SettingBranch] = []

    mutating func insert(_ setting: ShownSetting) { insert(setting, at: Self.parts(setting.key)[...]) }

    private mutating func insert(_ setting: ShownSetting, at path: ArraySlice<String>) {
        guard let first = path.first else {
            self.setting = setting
            return
        }
        let place = places[first] ?? branches.count
        if place == branches.count {
            places[first] = place
            names.append(first)
            branches.append(SettingBranch())
        }
        branches[place].insert(setting, at: path.dropFirst())
    }

    var value: SettingValue {
        if branches.isEmpty {
            switch setting?.shape {
            case .section: return .pairs([])
            case .sections: return .list([])
            default: return setting?.value ?? .pairs([])
            }
        }
        if names.allSatisfy({ $0.hasPrefix("[") }) { return .list(branches.map(\.value)) }
        return .pairs(zip(names, branches).map { .init($0, $1.value) })
    }

    /// `a.b[0].c` is `a`, `b`, `[0]`, `c`.
    private static func parts(_ key: String) -> [String] {
        key.split(separator: ".").flatMap { part -> [String] in
            guard let bracket = part.firstIndex(of: "[") else { return [String(part)] }
            return [String(part[..<bracket]), String(part[bracket...])]
        }
    }
}
