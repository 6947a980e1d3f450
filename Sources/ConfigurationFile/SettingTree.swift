// SPDX-License-Identifier: MIT

/// Settings in the nesting that their keys say, for everything that is written from them.
struct SettingTree {
    /// The last part of the path; elements of lists are `[0]` or `[]`.
    var name: String
    var setting: ConfigurationSetting?
    var children: [SettingTree] = []

    var isElement: Bool { name.hasPrefix("[") }

    /// The root of all: it has no name, only what is at the top of the document.
    init(_ settings: [ConfigurationSetting]) {
        self.init(name: "")
        for setting in settings { insert(setting, at: Self.parts(setting.key)[...]) }
    }

    private init(name: String) { self.name = name }

    private mutating func insert(_ setting: ConfigurationSetting, at path: ArraySlice<String>) {
        guard let first = path.first else {
            self.setting = setting
            return
        }
        let place = children.firstIndex { $0.name == first } ?? children.endIndex
        if place == children.endIndex { children.append(SettingTree(name: first)) }
        children[place].insert(setting, at: path.dropFirst())
    }

    /// `a.b[0].c` is `a`, `b`, `[0]`, `c`.
    private static func parts(_ key: String) -> [String] {
        key.split(separator: ".").flatMap { part -> [String] in
            guard let bracket = part.firstIndex(of: "[") else { return [String(part)] }
            return [String(part[..<bracket]), String(part[bracket...])]
        }
    }
}
