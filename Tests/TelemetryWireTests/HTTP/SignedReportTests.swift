// SPDX-License-Identifier: MIT

import TelemetryWire
import Testing

struct SignedReportTests {
    private static let report = SignedReport(
        key: [UInt8](repeating: 0xFB, count: 32), counter: 7, signature: [UInt8](repeating: 0xFF, count: 64),
        body: Array(#"{"schemaVersion":2}"#.utf8))
    private static let key = Base64URL.encode(report.key)
    private static let signature = Base64URL.encode(report.signature)
    private static let line = """
        {"key":"\(key)","counter":7,"signature":"\(signature)","body":"eyJzY2hlbWFWZXJzaW9uIjoyfQ"}
        """

    /// Why a line is refused; `nil` if it is taken.
    private func invalid(_ line: String) -> SignedReport.Invalid? {
        do throws(SignedReport.Invalid) {
            _ = try SignedReport(line: Array(line.utf8))
            return nil
        } catch {
            return error
        }
    }

    private func invalid(_ part: String, _ other: String) -> SignedReport.Invalid? {
        #expect(Self.line.contains(part))
        return invalid(Self.line.replacing(part, with: other))
    }

    @Test func `is written like this, on one line`() {
        #expect(String(decoding: Self.report.line, as: UTF8.self) == Self.line)
        #expect(!Self.report.line.contains(UInt8(ascii: "\n")))
    }

    @Test func `reads back, from any bytes and with blanks around it`() throws {
        #expect(try SignedReport(line: Self.report.line) == Self.report)
        let file = Array("junk\n\(Self.line)\r\nmore".utf8)
        #expect(try SignedReport(line: file[5..<(file.count - 5)]) == Self.report)
    }

    @Test(arguments: [1, TelemetryHTTP.maximumCounter])
    func `takes any counter that a sender may use`(_ counter: UInt64) throws {
        var report = Self.report
        report.counter = counter
        #expect(try SignedReport(line: report.line) == report)
    }

    @Test(arguments: ["0", "-1", "1.0", "1e3", "9223372036854775808", "18446744073709551616", "\"7\"", "null"])
    func `names a counter that is none`(_ counter: String) {
        let expected = SignedReport.Invalid(
            member: "counter", expected: "a whole number from 1 to 9223372036854775807")
        #expect(invalid("\"counter\":7", "\"counter\":\(counter)") == expected)
    }

    @Test(arguments: [
        ("key", "\"key\":\"\(key)\","), ("counter", "\"counter\":7,"), ("signature", "\"signature\":\"\(signature)\","),
        ("body", ",\"body\":\"eyJzY2hlbWFWZXJzaW9uIjoyfQ\""),
    ])
    func `names a member that is missing`(_ name: String, _ part: String) {
        #expect(invalid(part, "")?.member == name)
    }

    @Test(arguments: ["", "canary", "AAAA", key + "=", key + "AA", String(key.dropLast()), "+" + key.dropFirst()])
    func `names a key or signature of another length or spelling, without repeating it`(_ value: String) {
        let key = invalid(Self.key, value)
        #expect(key == SignedReport.Invalid(member: "key", expected: "32 bytes in unpadded base64url"))
        let signature = invalid(Self.signature, value)
        #expect(signature == SignedReport.Invalid(member: "signature", expected: "64 bytes in unpadded base64url"))
    }

    @Test(arguments: ["", "*", "e", "eyJ=", "e y"])
    func `names a body that is none`(_ body: String) {
        let expected = SignedReport.Invalid(member: "body", expected: "bytes in unpadded base64url")
        #expect(invalid("eyJzY2hlbWFWZXJzaW9uIjoyfQ", body) == expected)
    }

    @Test func `names a member that does not belong, if its name is harmless`() {
        #expect(invalid("{\"key\"", "{\"host\":1,\"key\"")?.member == "host")
        #expect(invalid("{\"key\"", "{\"canary.example\":1,\"key\"")?.member == "…")
        #expect(invalid("{\"key\"", "{\"key\":\"\",\"key\"")?.member == "")
    }

    @Test(arguments: [
        ("", "the line: expected JSON (expected a JSON value at byte 0)"),
        ("{", "the line: expected JSON (expected a member name at byte 1)"),
        ("[]", "the line: expected a JSON object"), ("7", "the line: expected a JSON object"),
        ("{}", "counter: expected a whole number from 1 to 9223372036854775807"),
    ])
    func `says what is wrong with the line as a whole`(_ line: String, _ description: String) {
        #expect(invalid(line)?.description == description)
    }
}
