// SPDX-License-Identifier: MIT

/// A report as it leaves: the exact bytes, with the proof of who made them. In a file, for a host that cannot reach its
/// collector, it is one line with all that a request would carry.
package struct SignedReport: Sendable, Equatable {
    /// The sender's Ed25519 public key, 32 bytes.
    package var key: [UInt8]
    package var counter: UInt64
    /// The Ed25519 signature over `SignedMessage.report(body)`, 64 bytes.
    package var signature: [UInt8]
    /// The report exactly as signed.
    package var body: [UInt8]

    package init(key: [UInt8], counter: UInt64, signature: [UInt8], body: [UInt8]) {
        self.key = key
        self.counter = counter
        self.signature = signature
        self.body = body
    }

    /// The report as one JSON object, without a line end.
    package var line: [UInt8] {
        JSONWriter.encode(
            .object([
                .init("key", .string(Base64URL.encode(key))),
                .init("counter", .number(String(counter))),
                .init("signature", .string(Base64URL.encode(signature))),
                .init("body", .string(Base64URL.encode(body))),
            ]))
    }

    /// Why a line is no exported report. Never repeats what was found, which could be anything.
    package struct Invalid: Error, Sendable, Equatable, CustomStringConvertible {
        /// `key` for example; empty if it is the line as a whole. A foreign name is shown only if it looks like a name.
        package var member: String
        package var expected: String

        package init(member: String, expected: String) {
            self.member = member
            self.expected = expected
        }

        package var description: String { "\(member.isEmpty ? "the line" : member): expected \(expected)" }
    }

    /// Reads one line, which must have exactly the four members. What they say is not verified.
    package init(line: some Collection<UInt8>) throws(Invalid) {
        let root: JSONValue
        do {
            root = try JSONParser.parse(Array(line))
        } catch {
            throw Invalid(member: "", expected: "JSON (\(error.reason) at byte \(error.offset))")
        }
        guard case .object(let members) = root else { throw Invalid(member: "", expected: "a JSON object") }
        let known = ["key", "counter", "signature", "body"]
        if let foreign = members.first(where: { !known.contains($0.name) }) {
            throw Invalid(
                member: Violation.harmless(foreign.name), expected: "no member but \(known.joined(separator: ", "))")
        }
        guard let counter = root["counter"]?.count(as: UInt64.self), (1...TelemetryHTTP.maximumCounter) ~= counter
        else { throw Invalid(member: "counter", expected: "a whole number from 1 to \(TelemetryHTTP.maximumCounter)") }
        self.init(
            key: try Self.bytes(of: root, "key", count: 32), counter: counter,
            signature: try Self.bytes(of: root, "signature", count: 64), body: try Self.bytes(of: root, "body"))
    }

    private static func bytes(of root: JSONValue, _ name: String, count: Int? = nil) throws(Invalid) -> [UInt8] {
        let size = count.map { "\($0) bytes" } ?? "bytes"
        guard case .string(let text)? = root[name], let bytes = Base64URL.decode(text),
            count.map({ bytes.count == $0 }) ?? !bytes.isEmpty
        else { throw Invalid(member: name, expected: "\(size) in unpadded base64url") }
        return bytes
    }
}
