// SPDX-License-Identifier: MIT

package import TelemetryWire

/// What a command answers: lines for people, the same as JSON for machines, and whether all is well.
public struct CommandAnswer: Sendable, Equatable {
    /// For people, one fact per line.
    public var lines: [String]
    /// False if something is wrong that a script must notice.
    public var isWell: Bool
    package var json: JSONValue

    package init(_ lines: [String], _ members: [JSONValue.Member], isWell: Bool = true) {
        self.lines = lines.map { PlainText.of($0) }
        json = .object(members)
        self.isWell = isWell
    }

    /// What a program prints.
    public func text(asJSON: Bool) -> String {
        asJSON
            ? PlainText.json(String(decoding: JSONWriter.encode(json), as: UTF8.self)) : lines.joined(separator: "\n")
    }
}

/// A command that cannot do what it was asked for: why, and the way out.
public struct CommandFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// A sentence for the administrator, without secrets.
    public var description: String

    package init(_ description: String) { self.description = description }

    init(_ failure: TelemetryStateFailure) { description = failure.description }
}

extension JSONValue {
    /// The text, or `null`.
    static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

    static func count(_ number: Int) -> JSONValue { .number(String(number)) }
}
