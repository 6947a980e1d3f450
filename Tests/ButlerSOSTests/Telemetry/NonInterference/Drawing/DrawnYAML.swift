// SPDX-License-Identifier: MIT

/// Keys and values that become a YAML file, in their order.
indirect enum DrawnYAML: Sendable {
    /// A scalar or a list in one line, spelled as YAML.
    case value(String)
    case mapping([Member])
    case list([DrawnYAML])

    struct Member: Sendable {
        var key: String
        var value: DrawnYAML
    }

    var isEmpty: Bool {
        switch self {
        case .value: false
        case .mapping(let members): members.isEmpty
        case .list(let elements): elements.isEmpty
        }
    }

    /// Puts a value at a path of keys, and makes what is missing on the way.
    mutating func set(_ value: DrawnYAML, at path: ArraySlice<String>) {
        guard let key = path.first else {
            self = value
            return
        }
        var members: [Member] = []
        if case .mapping(let known) = self { members = known }
        let place = members.firstIndex { $0.key == key } ?? members.endIndex
        if place == members.endIndex { members.append(Member(key: key, value: .mapping([]))) }
        members[place].value.set(value, at: path.dropFirst())
        self = .mapping(members)
    }

    func lines(indentation: Int = 0) -> [String] {
        let blanks = String(repeating: " ", count: indentation)
        switch self {
        case .value(let text): return ["\(blanks)\(text)"]
        case .mapping(let members):
            return members.flatMap { member -> [String] in
                if case .value(let text) = member.value { return ["\(blanks)\(member.key): \(text)"] }
                return ["\(blanks)\(member.key):"] + member.value.lines(indentation: indentation + 2)
            }
        case .list(let elements):
            return elements.flatMap { element -> [String] in
                let lines = element.lines(indentation: indentation + 2)
                return lines.prefix(1).map { "\(blanks)- \($0.dropFirst(indentation + 2))" } + lines.dropFirst()
            }
        }
    }
}
