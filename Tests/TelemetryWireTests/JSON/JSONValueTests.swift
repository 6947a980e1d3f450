// SPDX-License-Identifier: MIT

import TelemetryWire
import Testing

struct JSONValueTests {
    @Test func `finds members by name in objects only`() {
        let object = JSONValue.object([.init("a", .null), .init("b", .boolean(true))])
        #expect(object["b"] == .boolean(true))
        #expect(object["a"] == .null)
        #expect(object["c"] == nil)
        #expect(JSONValue.array([object])["a"] == nil)
        #expect(JSONValue.string("a")["a"] == nil)
    }

    @Test(
        arguments: [
            ("0", 0), ("-7", -7), ("9223372036854775807", Int.max), ("1.0", nil), ("1e3", nil),
            ("9223372036854775808", nil),
        ] as [(String, Int?)])
    func `gives whole numbers that fit`(_ spelling: String, _ integer: Int?) {
        #expect(JSONValue.number(spelling).integer == integer)
    }

    @Test func `takes no other kind for a number`() {
        #expect(JSONValue.string("1").integer == nil)
        #expect(JSONValue.boolean(true).integer == nil)
        #expect(JSONValue.null.integer == nil)
    }
}
