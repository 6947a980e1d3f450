// SPDX-License-Identifier: MIT

package import TelemetryWire

/// What a command answers: lines for people, the same as JSON for machines, and whether all is well.
package struct CommandAnswer: Sendable, Equatable {
    package var lines: [String]
    package var json: JSONValue
    package var isWell: Bool

    package init(_ lines: [String], _ members: [JSONValue.Member], isWell: Bool = true) {
        self.lines = lines
        json = .object(members)
        self.isWell = isWell
    }

    /// What a program prints.
    package func text(asJSON: Bool) -> String {
        asJSON ? String(decoding: JSONWriter.encode(json), as: UTF8.self) : lines.joined(separator: "\n")
    }
}

/// A command that cannot do what it was asked for: why, and the way out.
package struct CommandFailure: Error, Sendable, Equatable, CustomStringConvertible {
    package var description: String

    package init(_ description: String) { self.description = description }

    init(_ failure: TelemetryStateFailure) { description = failure.description }
}

extension JSONValue {
    /// The text, or `null`.
    static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
}
