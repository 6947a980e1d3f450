// SPDX-License-Identifier: MIT

import TelemetryWire
import Testing

struct JSONWriterTests {
    private static func text(_ value: JSONValue) -> String { String(decoding: JSONWriter.encode(value), as: UTF8.self) }

    @Test func `writes without white space, in the order given`() {
        let value = JSONValue.object([
            .init("b", .array([.null, .boolean(true), .boolean(false), .number("1.50")])), .init("a", .object([])),
            .init("c", .array([])), .init("d", .array([.array([]), .object([.init("x", .string("y"))])])),
        ])
        #expect(Self.text(value) == #"{"b":[null,true,false,1.50],"a":{},"c":[],"d":[[],{"x":"y"}]}"#)
    }

    @Test func `escapes what JSON cannot hold, and nothing else`() {
        #expect(Self.text(.string("\"\\/\n\r\t\u{0}\u{1F}\u{7F}é😀")) == #""\"\\/\n\r\t\u0000\u001f"# + "\u{7F}é😀\"")
        #expect(Self.text(.object([.init("a\"b", .null)])) == #"{"a\"b":null}"#)
    }

    @Test func `can be driven piece by piece`() {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("a")
        writer.beginObject()
        writer.endObject()
        writer.name("b")
        writer.write(.number("1"))
        writer.endObject()
        #expect(String(decoding: writer.bytes, as: UTF8.self) == #"{"a":{},"b":1}"#)
    }

    @Test func `writes every character so that it reads back`() throws {
        let scalars = (0...0x2FF).compactMap { Unicode.Scalar($0 as Int) } + ["\u{2028}", "\u{FFFD}", "\u{10FFFF}"]
        for scalar in scalars {
            let value = JSONValue.object([.init(String(scalar), .string("\(scalar)\(scalar)"))])
            #expect(try JSONParser.parse(JSONWriter.encode(value)) == value, "U+\(String(scalar.value, radix: 16))")
        }
    }

    @Test func `writes a thousand generated values so that they read back`() throws {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<1000 {
            let value = Self.value(depth: 0, &generator)
            let bytes = JSONWriter.encode(value)
            #expect(try JSONParser.parse(bytes) == value)
        }
    }

    private static func value(depth: Int, _ generator: inout SeededGenerator) -> JSONValue {
        switch Int.random(in: 0...(depth < 5 ? 6 : 4), using: &generator) {
        case 0: return .null
        case 1: return .boolean(Bool.random(using: &generator))
        case 2: return .number(["0", "-1", "1e9", "12.5", "-0.1E-3"][Int.random(in: 0..<5, using: &generator)])
        case 3, 4: return .string(text(&generator))
        case 5:
            return .array(
                (0..<Int.random(in: 0...3, using: &generator)).map { _ in value(depth: depth + 1, &generator) })
        default:
            // The index keeps names from occurring twice.
            return .object(
                (0..<Int.random(in: 0...3, using: &generator)).map { index in
                    .init("\(index)" + text(&generator), value(depth: depth + 1, &generator))
                })
        }
    }

    private static func text(_ generator: inout SeededGenerator) -> String {
        let characters: [Character] = ["a", "\"", "\\", "\n", "\u{1}", "é", "€", "😀", "{", "]", ",", " "]
        return String(
            (0..<Int.random(in: 0...8, using: &generator)).compactMap { _ in characters.randomElement(using: &generator)
            })
    }
}
