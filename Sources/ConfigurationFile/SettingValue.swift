// SPDX-License-Identifier: MIT

import Yams

/// What a setting says, as data: for whoever writes it in another form, or looks into it.
package indirect enum SettingValue: Sendable, Equatable {
    case nothing
    case boolean(Bool)
    /// In decimal digits, as JSON has numbers.
    case number(String)
    case text(String)
    case list([SettingValue])
    case pairs([Pair])

    /// A name and what it stands for.
    package struct Pair: Sendable, Equatable {
        package var name: String
        package var value: SettingValue

        package init(_ name: String, _ value: SettingValue) {
            self.name = name
            self.value = value
        }
    }

    /// Reads a value in YAML, as settings have it. A mask is a text, and so is what cannot be read.
    package init(spelled text: String) {
        guard let first = text.first, "[{\"".contains(first) else {
            self.init(plain: text)
            return
        }
        // In YAML an asterisk starts an alias.
        let mask = ConfigurationSetting.mask
        let quoted = text.replacing(": \(mask)", with: ": \"\(mask)\"")
        guard let node = try? Yams.compose(yaml: quoted) else {
            self = .text(text)
            return
        }
        self.init(node)
    }

    private init(_ node: Node) {
        switch node {
        case .scalar(let scalar):
            if scalar.style == .plain || scalar.style == .any {
                self.init(plain: scalar.string)
            } else {
                self = .text(scalar.string)
            }
        case .sequence(let elements): self = .list(elements.map { SettingValue($0) })
        case .mapping(let mapping):
            self = .pairs(mapping.map { Pair($0.key.scalar?.string ?? "", SettingValue($0.value)) })
        // The document of a value has none.
        case .alias: self = .nothing
        }
    }

    private init(plain text: String) {
        if ["", "~", "null", "Null", "NULL"].contains(text) {
            self = .nothing
        } else if let truth = [
            "true": true, "True": true, "TRUE": true, "false": false, "False": false, "FALSE": false,
        ][
            text]
        {
            self = .boolean(truth)
        } else if NumberSpelling.matches(text), let number = Self.decimal(text) {
            self = .number(number)
        } else {
            self = .text(text)
        }
    }

    private static func decimal(_ text: String) -> String? {
        if let whole = NumberSpelling.wholeNumber(text) { return String(whole) }
        return Double(text).flatMap { $0.isFinite ? "\($0)" : nil }
    }
}
