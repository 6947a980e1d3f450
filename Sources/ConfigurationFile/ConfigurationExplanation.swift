// SPDX-License-Identifier: MIT

/// The configuration in force, one line for each setting, with who said so. Secrets are masked.
package enum ConfigurationExplanation {
    /// Reads like the file; what nobody set is there with its default.
    package static func lines(_ settings: [ConfigurationSetting]) -> [String] {
        SettingTree(settings).children.flatMap { lines($0, indentation: 0) }
    }

    private static func lines(_ tree: SettingTree, indentation: Int) -> [String] {
        let blanks = String(repeating: " ", count: indentation)
        let below = tree.children.flatMap { lines($0, indentation: indentation + 2) }
        if tree.isElement {
            // The first key of an element carries the dash.
            guard let first = below.first else { return ["\(blanks)- {}"] }
            return ["\(blanks)- \(first.dropFirst(indentation + 2))"] + below.dropFirst()
        }
        guard let setting = tree.setting, setting.shape != .section else { return ["\(blanks)\(tree.name):"] + below }
        let value = setting.shape == .sections ? (below.isEmpty ? "[]" : "") : setting.value
        let text = "\(blanks)\(tree.name):\(value.isEmpty ? "" : " \(value)")"
        return ["\(text)  # \(origin(setting))"] + below
    }

    /// The file without its folder: the line has enough to carry, and there is only one file.
    private static func origin(_ setting: ConfigurationSetting) -> String {
        switch setting.origin {
        case .file(let place): String(place.split(separator: "/").last ?? "")
        case .fallback where setting.fallback ?? "" == "": "not set"
        default: setting.origin.description
        }
    }
}
