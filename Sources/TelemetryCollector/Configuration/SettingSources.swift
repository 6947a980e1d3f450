// SPDX-License-Identifier: MIT

import ConfigurationFile

/// Where settings come from: the command line, else the environment, else the configuration file, else the default. Empty
/// ones count as missing.
struct SettingSources {
    let options: [CollectorSetting: String]
    let environment: [String: String]
    let file: ConfigurationSection?
    let reading: ConfigurationReading

    /// A text, and what it was set with.
    struct Found {
        var text: String
        var place: String
    }

    /// What is set anywhere; the file is asked in any case, so that its mistakes are told.
    func text(_ setting: CollectorSetting, isSecret: Bool = false) -> Found? {
        let inFile = file?.text(setting.key, isSecret: isSecret)
        return given(setting) ?? inFile.flatMap { $0.isEmpty ? nil : Found(text: $0, place: setting.key) }
    }

    func flag(_ setting: CollectorSetting) -> Bool {
        let inFile = file?.boolean(setting.key, default: false) ?? false
        guard let given = given(setting) else { return inFile }
        guard let value = Self.truths[given.text.lowercased()] else {
            report(given, "true or false")
            return inFile
        }
        return value
    }

    func number(_ setting: CollectorSetting) -> Int {
        guard case .number(let range, let fallback) = setting.kind else { return 0 }
        let inFile = file?.integer(setting.key, in: range) ?? fallback
        guard let given = given(setting) else { return inFile }
        guard let number = Int(given.text), range.contains(number) else {
            report(given, "a whole number from \(range.lowerBound) to \(range.upperBound)")
            return inFile
        }
        return number
    }

    /// - Parameter isSecret: do not repeat what was found.
    func report(_ found: Found, _ expected: String, isSecret: Bool = false) {
        reading.add(key: found.place, expected: expected, found: isSecret ? "something else" : "\"\(found.text)\"")
    }

    private func given(_ setting: CollectorSetting) -> Found? {
        if let text = options[setting], !text.isEmpty { return Found(text: text, place: setting.option) }
        if let text = environment[setting.variable], !text.isEmpty { return Found(text: text, place: setting.variable) }
        return nil
    }

    private static let truths = ["true": true, "1": true, "yes": true, "false": false, "0": false, "no": false]
}
