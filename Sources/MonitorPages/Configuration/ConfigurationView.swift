// SPDX-License-Identifier: MIT

import ConfigurationFile

/// What the template of the configuration page gets.
struct ConfigurationView {
    /// More than this nobody reads on a page; the files have everything.
    static let rowLimit = 2000
    private static let lineLimit = 20
    private static let textLimit = 400

    struct Group {
        let id: PageText
        let name: PageText
        let meaning: PageText?
        let count: Int
        let rows: [Row]
    }

    struct Row {
        let key: PageText
        let lines: [PageText]
        let isEmpty: Bool
        let isSet: Bool
        let origin: PageText
        let meaning: PageText
        let kind: PageText
    }

    let title: PageText = "Configuration"
    let refresh: PageText? = nil
    let file: PageText
    let query: PageText
    let hasQuery: Bool
    let found: PageText
    let notice: PageText?
    let hasContents: Bool
    let groups: [Group]

    init(_ configuration: ShownConfiguration, file: String, query: String) {
        let query = query.trimmingPrefix { $0.isWhitespace }
        let settings = configuration.settings(matching: String(query))
        self.file = PageText(file, limit: Self.textLimit)
        self.query = PageText(String(query))
        hasQuery = !query.isEmpty
        let all = configuration.settings.count { $0.shape == .value }
        found = hasQuery ? Self.found(settings.count, of: all) : "\(all) settings."
        notice =
            settings.count > Self.rowLimit
            ? "Only the first \(Self.rowLimit) of \(settings.count) settings are here. Search for others, or take one of the files, which have all of them."
            : nil
        groups = Self.groups(settings.prefix(Self.rowLimit), configuration)
        hasContents = groups.count > 1
    }

    private static func found(_ count: Int, of all: Int) -> PageText {
        let verb = count > 1 ? "have" : "has"
        return
            "\(count == 0 ? "None" : "\(count)") of \(all) settings \(verb) this in the key, the value or the explanation."
    }

    /// One for each section, and one for what is in none, in the order of the configuration.
    private static func groups(_ settings: some Sequence<ShownSetting>, _ configuration: ShownConfiguration) -> [Group]
    {
        var names: [String] = []
        var members: [String: [ShownSetting]] = [:]
        for setting in settings {
            let name = section(of: setting.key)
            if members[name] == nil { names.append(name) }
            members[name, default: []].append(setting)
        }
        let meanings = Dictionary(
            configuration.settings.filter { $0.shape == .section }.map { ($0.key, $0.meaning) }
        ) { first, _ in first }
        return names.enumerated().map { index, name in
            let rows = members[name] ?? []
            return Group(
                id: "s\(index)", name: name.isEmpty ? "General" : PageText(name, limit: textLimit),
                meaning: meanings[name].map { PageText($0) }, count: rows.count,
                rows: rows.map { row($0, in: name) })
        }
    }

    private static func section(of key: String) -> String {
        guard let dot = key.firstIndex(of: ".") else { return "" }
        return String(key[..<dot].prefix { $0 != "[" })
    }

    private static func row(_ setting: ShownSetting, in section: String) -> Row {
        let key = section.isEmpty ? setting.key : String(setting.key.dropFirst(section.count + 1))
        let all = setting.lines
        var lines = all.prefix(lineLimit).map { PageText($0, limit: textLimit) }
        if all.count > lineLimit { lines.append("… and \(all.count - lineLimit) more") }
        if setting.value == .text("") { lines = ["\"\""] }
        return Row(
            key: PageText(key, limit: textLimit), lines: lines, isEmpty: lines.isEmpty,
            isSet: !["", "default"].contains(setting.origin), origin: PageText(setting.origin, limit: textLimit),
            meaning: PageText(setting.meaning), kind: PageText(setting.kind))
    }
}
