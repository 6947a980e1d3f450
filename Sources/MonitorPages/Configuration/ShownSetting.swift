// SPDX-License-Identifier: MIT

package import ConfigurationFile

/// A setting as it may be seen.
package struct ShownSetting: Sendable {
    /// The path of its keys, the root left out.
    package var key: String
    package var value: SettingValue
    package var meaning: String
    package var kind: String
    package var shape: ConfigurationSetting.Shape
    /// Who said so, in a word or two; empty if nobody did.
    package var origin: String
    /// What is compared in a search, in small letters.
    private let searched: String

    init(_ setting: ConfigurationSetting, root: String, rules: MaskRules) {
        key = setting.key == root ? "" : String(setting.key.dropFirst(root.count + 1))
        shape = setting.shape
        value =
            setting.shape == .value
            ? rules.masked(SettingValue(spelled: setting.value), at: key, isSecret: setting.isSecret) : .nothing
        meaning = setting.meaning
        kind = setting.kind
        origin = Self.origin(setting, isSet: value != .nothing)
        searched = "\(key)\n\(Self.lines(value).joined(separator: "\n"))\n\(meaning)".lowercased()
    }

    /// True if all words are in the key, the value or the explanation.
    func matches(_ words: [String]) -> Bool { words.allSatisfy { searched.contains($0) } }

    /// The value for a reader: one line for each element.
    var lines: [String] { Self.lines(value) }

    private static func lines(_ value: SettingValue) -> [String] {
        switch value {
        case .nothing: []
        case .boolean(let truth): [String(truth)]
        case .number(let text), .text(let text): [text]
        case .list(let elements): elements.map { lines($0).joined(separator: ", ") }
        case .pairs(let pairs): pairs.map { "\($0.name): \(lines($0.value).joined(separator: ", "))" }
        }
    }

    private static func origin(_ setting: ConfigurationSetting, isSet: Bool) -> String {
        switch setting.origin {
        case .fallback: return isSet ? "default" : ""
        case .file(let place):
            // `FILE:LINE:COLUMN`; there is only one file.
            let parts = place.split(separator: ":")
            return parts.count > 2 ? "file, line \(parts[parts.count - 2])" : "file"
        case .commandLine, .environment: return setting.origin.description
        }
    }
}
