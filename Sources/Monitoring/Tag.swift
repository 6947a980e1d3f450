// SPDX-License-Identifier: MIT

/// A name and a value that say where an observation belongs.
package struct Tag: Sendable, Hashable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

extension [Tag] {
    /// These and others, which replace those of the same name in their place: a series has each name once.
    package func with(_ others: [Tag]) -> [Tag] {
        var tags = self
        for other in others {
            if let index = tags.firstIndex(where: { $0.name == other.name }) {
                tags[index] = other
            } else {
                tags.append(other)
            }
        }
        return tags
    }
}
