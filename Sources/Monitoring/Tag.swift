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
