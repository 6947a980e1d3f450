// SPDX-License-Identifier: MIT

import TelemetryWire
import Testing

struct JSONParserTests {
    private static func parse(_ text: String) throws -> JSONValue { try JSONParser.parse(Array(text.utf8)) }

    private static func fails(_ bytes: [UInt8]) -> Bool { (try? JSONParser.parse(bytes)) == nil }

    @Test(arguments: [
        ("null", JSONValue.null), ("true", .boolean(true)), ("false", .boolean(false)), ("\"\"", .string("")),
        ("[]", .array([])), ("[ ]", .array([])), ("{}", .object([])), ("{ }", .object([])), ("0", .number("0")),
        (" \t\r\n1 \t\r\n", .number("1")), ("[1,[2],{}]", .array([.number("1"), .array([.number("2")]), .object([])])),
        (
            "{ \"b\" : 1 , \"a\" : [ true ] }",
            .object([.init("b", .number("1")), .init("a", .array([.boolean(true)]))])
        ), ("{\"\":null}", .object([.init("", .null)])),
    ])
    func `reads every kind of value and keeps the order of members`(_ text: String, _ value: JSONValue) throws {
        #expect(try Self.parse(text) == value)
    }

    @Test(arguments: [
        "0", "-0", "10", "-1", "1.5", "0.0", "1e5", "1E+05", "-12.34e-56", "123456789012345678901234567890",
    ])
    func `keeps the spelling of numbers`(_ text: String) throws {
        #expect(try Self.parse(text) == .number(text))
    }

    @Test(arguments: [
        "01", "-01", "00", "-", "+1", ".5", "1.", "1.e5", "1e", "1e+", "1E-", "0x10", "1_000", "--1", "1.2.3", "NaN",
        "Infinity", "-Infinity", "1e5.5", "１",
    ])
    func `refuses numbers that JSON does not have`(_ text: String) {
        #expect(Self.fails(Array(text.utf8)))
    }

    @Test(arguments: [
        "", " ", "nul", "True", "FALSE", "nullx", "tru", "undefined", "'a'", "{", "[", "]", "}", ",", ":", "[1", "[1,",
        "[1,]", "[,]", "[,1]", "[1 2]", "[1}", "{]", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}",
        "{,}", "{\"a\" 1}", "{\"a\"::1}", "{a:1}", "{1:1}", "{\"a\":1 \"b\":2}", "{\"a\":}", "{\"a\":1]", "// a\n1",
        "/* a */ 1", "1 // a", "\u{FEFF}1", "\u{A0}1", "\u{0B}1",
    ])
    func `refuses what is not JSON`(_ text: String) {
        #expect(Self.fails(Array(text.utf8)))
    }

    @Test(arguments: ["1 1", "{}{}", "[]]", "null,", "\"a\"b", "true false", "{}\u{0}", "1\u{FEFF}"])
    func `refuses anything after the value`(_ text: String) {
        #expect(Self.fails(Array(text.utf8)))
    }

    @Test(arguments: [
        "{\"a\":1,\"a\":1}", "{\"a\":1,\"b\":2,\"a\":3}", "{\"a\":1,\"\\u0061\":2}", "{\"\":1,\"\":2}",
        "[{\"a\":{\"b\":1,\"b\":1}}]",
    ])
    func `rejects a name that occurs twice`(_ text: String) {
        #expect(Self.fails(Array(text.utf8)))
    }

    @Test func `allows the same name in different objects`() throws {
        let value = try Self.parse("{\"a\":{\"a\":1},\"b\":[{\"a\":1},{\"a\":1}]}")
        #expect(value["a"]?["a"] == .number("1"))
    }

    @Test func `reads every escape sequence`() throws {
        let text = #""\" \\ \/ \b \f \n \r \t \u0041 \u00e9 \u20AC \uD83D\uDE00 \u0000""#
        #expect(try Self.parse(text) == .string("\" \\ / \u{8} \u{C} \n \r \t A é € 😀 \u{0}"))
    }

    @Test func `reads text beyond ASCII as it is`() throws {
        #expect(try Self.parse("\"é€😀\u{7F}\u{2028}\"") == .string("é€😀\u{7F}\u{2028}"))
        #expect(try Self.parse(#""\uDBFF\uDFFF\uD800\uDC00""#) == .string("\u{10FFFF}\u{10000}"))
    }

    @Test(arguments: [
        #""\x""#, #""\u""#, #""\u1""#, #""\u123""#, #""\u123g""#, #""\U0041""#, #""\'""#, #""\"#, #""\u00"#, #""\a""#,
        #""\u+123""#, #""\u 123""#,
    ])
    func `refuses malformed escapes`(_ text: String) {
        #expect(Self.fails(Array(text.utf8)))
    }

    @Test(arguments: [
        #""\uD83D""#, #""\uDE00""#, #""\uDE00\uD83D""#, #""\uD83Dx""#, #""\uD83D\n""#, #""\uD83D\uD83D""#,
        #""\uD83D\u0041""#, #""\uD83D\uE000""#, #""\uD83D\uDE0""#,
    ])
    func `refuses halves of surrogate pairs`(_ text: String) {
        #expect(Self.fails(Array(text.utf8)))
    }

    @Test(
        arguments: [
            [0xFF], [0xFE], [0x80], [0xBF], [0xC3], [0xC3, 0x28], [0xC0, 0x80], [0xC1, 0xBF], [0xE2, 0x82],
            [0xE0, 0x80, 0x80],
            [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x9F, 0x98],
            [0xF4, 0x90, 0x80, 0x80],
            [0xF5, 0x80, 0x80, 0x80],
        ] as [[UInt8]])
    func `refuses bytes that are not UTF-8, in values and in names`(_ bytes: [UInt8]) {
        let quote = UInt8(ascii: "\"")
        #expect(Self.fails([quote] + bytes + [quote]))
        #expect(Self.fails(Array("{\"".utf8) + bytes + Array("\":1}".utf8)))
        #expect(Self.fails(bytes))
    }

    @Test func `refuses control characters in strings`() {
        for byte in UInt8(0)..<0x20 {
            #expect(Self.fails([UInt8(ascii: "\""), byte, UInt8(ascii: "\"")]), "byte \(byte)")
        }
    }

    @Test func `reads sixteen levels and refuses more, however many`() throws {
        func nested(_ levels: Int) -> [UInt8] {
            [UInt8](repeating: UInt8(ascii: "["), count: levels) + [UInt8](repeating: UInt8(ascii: "]"), count: levels)
        }
        _ = try JSONParser.parse(nested(16))
        #expect(Self.fails(nested(17)))
        #expect(Self.fails(nested(1_000_000)))
        #expect(Self.fails([UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)))
        let objects = String(repeating: "{\"a\":", count: 100_000)
        #expect(Self.fails(Array(objects.utf8)))
    }

    @Test func `fails cleanly on every beginning of a valid message`() {
        let message = Messages.v2
        let bytes = JSONWriter.encode(message)
        for count in 0..<bytes.count {
            do throws(JSONParser.Failure) {
                _ = try JSONParser.parse(Array(bytes[..<count]))
                Issue.record("the first \(count) bytes were taken for a message")
            } catch {
                #expect(error.offset <= count)
                #expect(error.reason.hasPrefix("expected "))
            }
        }
    }

    @Test func `survives every change of one byte of a valid message`() {
        let bytes = JSONWriter.encode(Messages.v1Inner)
        var refused = 0
        for index in bytes.indices {
            for byte in [0x00, 0x22, 0x5C, 0x7B, 0x7D, 0x80, 0xFF] as [UInt8] where bytes[index] != byte {
                var changed = bytes
                changed[index] = byte
                if Self.fails(changed) { refused += 1 }
            }
        }
        // NUL and the two bytes above ASCII are refused wherever they are.
        #expect(refused >= 3 * bytes.count)
    }

    @Test func `tells what was expected and where, never what was there`() {
        do throws(JSONParser.Failure) {
            _ = try JSONParser.parse(Array("{\"canary\":1,\"canary\":2}".utf8))
            Issue.record("a repeated name was taken")
        } catch {
            #expect(error.offset == 20)
            #expect(error.reason == "expected each member name only once")
        }
    }
}
