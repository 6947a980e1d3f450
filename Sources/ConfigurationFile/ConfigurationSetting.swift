// SPDX-License-Identifier: MIT

/// A setting that the program reads: what it is for, what it may be, what it is now and who said so.
package struct ConfigurationSetting: Sendable, Equatable {
    /// Stands for every secret, whatever its length.
    package static let mask = "**********"

    /// The path of the key; elements of lists are `[0]`, `[1]`, … in a document and `[]` in a description.
    package var key: String
    /// What may be there: "true or false", "milliseconds from 1000 to 86400000".
    package var kind: String
    package var meaning: String
    /// What counts if the key is missing, in YAML; `nil` if it has to be there.
    package var fallback: String?
    /// The value in force, in YAML; secrets are masked.
    package var value: String
    package var origin: Origin
    package var isSecret: Bool
    /// What a template shows, in YAML.
    package var example: String
    /// The spelling that older configurations use, which is accepted too.
    package var olderKey: String?
    package var shape: Shape

    package enum Origin: Sendable, Equatable, CustomStringConvertible {
        case fallback
        /// `FILE:LINE:COLUMN`
        case file(String)
        case commandLine(String)
        case environment(String)

        package var description: String {
            switch self {
            case .fallback: "default"
            case .file(let place): place
            case .commandLine(let option): "command line, \(option)"
            case .environment(let name): "environment, \(name)"
            }
        }
    }

    package enum Shape: Sendable, Equatable {
        case value
        /// Keys below it follow.
        case section
        /// A list whose elements have keys, which follow.
        case sections
    }

    package init(
        key: String, kind: String, meaning: String, fallback: String?, value: String, origin: Origin,
        isSecret: Bool = false, example: String, olderKey: String? = nil, shape: Shape = .value
    ) {
        self.key = key
        self.kind = kind
        self.meaning = meaning
        self.fallback = fallback
        self.value = value
        self.origin = origin
        self.isSecret = isSecret
        self.example = example
        self.olderKey = olderKey
        self.shape = shape
    }
}
