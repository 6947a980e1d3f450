// SPDX-License-Identifier: MIT

import Monitoring
import Testing

@testable import Destinations

@Suite struct LineProtocolEncoderTests {
    private func encode(
        tags: [Monitoring.Tag] = [], fields: [Measurement.Field] = [.init("v", .flag(true))], name: String = "m"
    ) -> String? {
        let measurement = Measurement(name, tags: tags, fields: fields, time: Timestamp(nanoseconds: 42))
        return LineProtocolEncoder(dialect: .version1).encode(measurement).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func `keeps the order of tags and sorts fields`() {
        let line = encode(
            tags: [Tag("z", "1"), Tag("a", "2")],
            fields: [.init("b", .number(2)), .init("a", .text("x")), .init("c", .flag(false))])
        #expect(line == "m,z=1,a=2 a=\"x\",b=2i,c=false 42")
    }

    @Test(arguments: [
        (37.5, "37i"), (-0.5, "-1i"), (0.999, "0i"), (-3, "-3i"), (-0.0, "0i"),
        (9_007_199_254_740_992, "9007199254740992i"),
        (1e300, "9223372036854775807i"), (-1e300, "-9223372036854775808i"),
    ])
    func `rounds numbers down to integers that the server can store`(number: Double, expected: String) {
        #expect(encode(fields: [.init("v", .number(number))]) == "m v=\(expected) 42")
    }

    @Test(arguments: [Double.nan, .signalingNaN, .infinity, -.infinity])
    func `leaves numbers out that are not finite`(number: Double) {
        #expect(encode(fields: [.init("v", .number(number)), .init("w", .number(1))]) == "m w=1i 42")
        #expect(encode(fields: [.init("a", .number(1)), .init("v", .number(number))]) == "m a=1i 42")
    }

    @Test func `gives no line when no field is left`() {
        #expect(encode(fields: []) == nil)
        #expect(encode(fields: [.init("v", .number(.nan))]) == nil)
    }

    @Test func `leaves tags out that have no value or no name`() {
        #expect(encode(tags: [Tag("a", ""), Tag("", "b"), Tag("c", "d")]) == "m,c=d v=true 42")
    }

    @Test func `writes an empty text`() {
        #expect(encode(fields: [.init("v", .text(""))]) == "m v=\"\" 42")
    }

    @Test func `escapes names, tags and texts each in their own way`() {
        #expect(
            encode(
                tags: [Tag("a b,c=d", "e f,g=h\"")], fields: [.init("i j,k=l", .text("m \"n\" \\ o,p=q"))],
                name: "r s,t=u")
                == "r\\ s\\,t=u,a\\ b\\,c\\=d=e\\ f\\,g\\=h\" i\\ j\\,k\\=l=\"m \\\"n\\\" \\\\ o,p=q\" 42")
    }

    @Test func `never breaks a line in a name or a tag`() {
        #expect(encode(tags: [Tag("a\nb", "c\r\nd")], name: "e\nf") == "e\\nf,a\\nb=c\\r\\nd v=true 42")
    }

    /// InfluxDB takes a comma, a blank or an equals sign for an escaped one if the byte before it is a backslash,
    /// however many there are: two do not help.
    @Test(arguments: ["C:\\", "\\", "a\\\\", "x\\\\\\"])
    func `does not let a backslash at the end swallow what follows`(value: String) throws {
        let first = try #require(encode(tags: [Tag("a", value), Tag("b", "y")]))
        #expect(first.hasSuffix(",b=y v=true 42"))
        #expect(first.dropLast(",b=y v=true 42".count).last != "\\")
        let last = try #require(encode(tags: [Tag("b", "y"), Tag("a", value)]))
        #expect(last.hasSuffix(" v=true 42"))
        #expect(last.dropLast(" v=true 42".count).last != "\\")
        let name = try #require(encode(tags: [Tag(value, "y")]))
        #expect(name.hasSuffix("y v=true 42"))
        #expect(!name.contains("\\="))
        let measurement = try #require(encode(name: "m" + value))
        #expect(measurement.hasSuffix(" v=true 42"))
        #expect(measurement.dropLast(" v=true 42".count).last != "\\")
    }
}
