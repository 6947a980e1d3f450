// SPDX-License-Identifier: MIT

/// A Sense user: the directory and the ID within it, both compared to the letter.
package struct UserName: Sendable, Hashable, CustomStringConvertible {
    package var directory: String
    package var id: String

    package init(directory: String, id: String) {
        self.directory = directory
        self.id = id
    }

    /// `DIRECTORY\id`, as Sense shows it.
    package var description: String { "\(directory)\\\(id)" }
}
