// SPDX-License-Identifier: MIT

/// A number of things, in words: `1 period`, `2 periods`.
struct Amount: CustomStringConvertible {
    private let count: Int
    private let thing: String

    init(_ count: Int, _ thing: String) {
        self.count = count
        self.thing = thing
    }

    var description: String { "\(count) \(thing)\(count == 1 ? "" : "s")" }
}
