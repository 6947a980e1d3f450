// SPDX-License-Identifier: MIT

/// What a document says, under the keys of a current one, to be written again. Secrets are in clear, so it is kept only for
/// whoever writes a file with it.
package struct CarriedSettings {
    /// A value in YAML.
    enum Text: Equatable {
        case inline(String)
        /// A list of texts, not yet spelled.
        case list([String])
        /// Names with values, each pair spelled already.
        case pairs([String])
    }

    enum Value: Equatable {
        case text(Text)
        /// Nobody wrote it, but this is what counts. `isMentioned`: the key is there, with nothing behind it.
        case inForce(Text, isMentioned: Bool)
        /// The key of a section or a list with nothing behind it.
        case nothing
        /// Keys and values, which follow.
        case section
        case elements(Int)
    }

    /// By the path of the key.
    private(set) var values: [String: Value] = [:]
    /// Keys that are spelled differently now, each once; `[]` stands for each element of a list.
    package private(set) var renamed: [Renaming] = []
    /// The paths of the document that `values` has, as far as they are no sections, with the keys they have there.
    private var covered: [String: String] = [:]
    /// The paths of the document whose keys are read one by one.
    private var sections: Set<String> = []

    package struct Renaming: Hashable, Sendable {
        package var old: String
        package var new: String
    }

    init() {}

    /// The first word about a key counts, if it is somebody's.
    mutating func set(_ key: String, _ value: Value) {
        switch values[key] {
        case nil, .inForce: values[key] = value
        default: break
        }
    }

    /// A value in the document was read.
    ///
    /// - Parameter key: where it is in a current document.
    mutating func cover(_ path: String, as key: String) {
        covered[path] = key
        let renaming = Renaming(old: Self.general(path), new: Self.general(key))
        if renaming.old != renaming.new, !renamed.contains(renaming) { renamed.append(renaming) }
    }

    mutating func open(_ path: String) { sections.insert(path) }

    /// True if what the document says there is under one of these keys, in which `[]` stands for each element.
    func covers(_ path: String, with keys: Set<String>) -> Bool {
        guard let key = covered[path].map(Self.general) else { return false }
        return keys.contains(key) || key.hasSuffix("[]") && keys.contains(String(key.dropLast(2)))
    }

    func isOpen(_ path: String) -> Bool { sections.contains(path) }

    /// `a.b[12].c` is `a.b[].c`.
    private static func general(_ path: String) -> String {
        path.split(separator: "[").enumerated().map { index, part in
            index == 0 ? String(part) : "[\(part.drop { $0 != "]" })"
        }.joined()
    }
}
