// SPDX-License-Identifier: MIT

/// A page with every setting: a table for each section.
package enum ConfigurationReference {
    /// - Parameters:
    ///   - root: the key that everything is below; it is left out of the paths.
    ///   - introduction: what the page starts with, in Markdown.
    ///   - general: the heading of the settings that are in no section.
    package static func text(
        _ settings: [ConfigurationSetting], root: String, introduction: String, general: String = "General"
    ) -> String {
        var groups: [(name: String, settings: [ConfigurationSetting])] = [(general, [])]
        for setting in settings where setting.key.hasPrefix("\(root).") {
            let path = setting.key.dropFirst(root.count + 1)
            let top = path.split(separator: ".").first.map { String($0.prefix { $0 != "[" }) } ?? ""
            let name = path == top && setting.shape == .value ? general : top
            if let place = groups.firstIndex(where: { $0.name == name }) {
                groups[place].settings.append(setting)
            } else {
                groups.append((name, [setting]))
            }
        }
        return introduction + "\n"
            + groups.map { group(name: $0.name, $0.settings, root: root) }.joined(separator: "\n")
    }

    private static func group(name: String, _ settings: [ConfigurationSetting], root: String) -> String {
        var text = "## \(name)\n\n"
        if let section = settings.first(where: { $0.key == "\(root).\(name)" }) { text += "\(section.meaning)\n\n" }
        let rows = settings.filter { $0.shape != .section }.map { row($0, root: root) }
        text += "| key | kind | default | meaning | older spelling |\n| --- | --- | --- | --- | --- |\n"
        return text + rows.joined()
    }

    private static func row(_ setting: ConfigurationSetting, root: String) -> String {
        let fallback = setting.fallback.map { $0.isEmpty ? "" : code($0) } ?? "required"
        let cells = [
            code(String(setting.key.dropFirst(root.count + 1))), setting.kind, fallback, setting.meaning,
            setting.olderKey.map(code) ?? "",
        ]
        return "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |\n"
    }

    private static func code(_ text: String) -> String { "`\(text)`" }
}
