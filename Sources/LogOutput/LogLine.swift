// SPDX-License-Identifier: MIT

/// What a line of the log says, but for the time. Two lines are equal if no character differs.
package struct LogLine: Sendable, Hashable {
    package struct Field: Sendable, Hashable {
        package var name: String
        package var value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    package var level: LogLevel
    package var message: String
    /// In alphabetical order.
    package private(set) var fields: [Field]
    /// How many more of this line there were; `nil` if it stands for itself.
    package var repeated: Int?

    package init(level: LogLevel, message: String, fields: [Field] = [], repeated: Int? = nil) {
        self.level = level
        self.message = message
        self.fields = fields.sorted { $0.name < $1.name }
        self.repeated = repeated
    }

    // Strings are equal if they look the same, however they are spelled. Here every byte counts.
    package static func == (first: LogLine, second: LogLine) -> Bool {
        first.level == second.level && first.repeated == second.repeated
            && first.fields.count == second.fields.count
            && first.message.utf8.elementsEqual(second.message.utf8)
            && zip(first.fields, second.fields).allSatisfy { one, other in
                one.name.utf8.elementsEqual(other.name.utf8) && one.value.utf8.elementsEqual(other.value.utf8)
            }
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(level)
        hasher.combine(message)
        for field in fields { hasher.combine(field.value) }
    }

    /// True for what only parts other lines: it is empty or has dashes only.
    var isRule: Bool {
        fields.isEmpty && message.utf8.allSatisfy { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: " ") }
    }

    /// The first word of the message.
    var topic: Substring {
        let words = message.utf8.drop { $0 == UInt8(ascii: " ") }
        return Substring(words.prefix { $0 != UInt8(ascii: " ") })
    }

    /// How much memory it takes to remember it, about.
    var size: Int { fields.reduce(message.utf8.count) { $0 + $1.name.utf8.count + $1.value.utf8.count } }
}
