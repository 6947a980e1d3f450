// SPDX-License-Identifier: MIT

import Monitoring
import Testing

@testable import Destinations

@Suite struct LineProtocolEncoderTests {
    private func encode(
        _ dialect: InfluxDBDialect = .version1, tags: [Monitoring.Tag] = [],
        fields: [Measurement.Field] = [.init("v", .text(""))], name: String = "m"
    ) -> String? {
        let measurement = Measurement(name, tags: tags, fields: fields, time: Timestamp(nanoseconds: 42))
        return LineProtocolEncoder(dialect: dialect).encode(measurement).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The value of one number of the engine, in a measurement that has it.
    private func number(_ dialect: InfluxDBDialect, _ measurement: String, _ field: String, _ value: Double) -> String?
    {
        guard let line = encode(dialect, fields: [.init(field, .number(value))], name: measurement) else { return nil }
        return String(line.dropFirst("\(measurement) \(field)=".count).dropLast(" 42".count))
    }

    @Test(arguments: [InfluxDBDialect.version5, .version1])
    func `keeps the order of tags and sorts fields`(dialect: InfluxDBDialect) {
        let line = encode(
            dialect, tags: [Tag("z", "1"), Tag("a", "2")],
            fields: [.init("total", .number(2)), .init("a", .text("x")), .init("z", .flag(false))], name: "cpu")
        #expect(line == "cpu,z=1,a=2 a=\"x\",total=2i,z=false 42")
    }

    @Test(arguments: [InfluxDBDialect.version2, .version3])
    func `sorts tags and fields for newer databases`(dialect: InfluxDBDialect) {
        let line = encode(
            dialect, tags: [Tag("z", "1"), Tag("B", "2"), Tag("a", "3")],
            fields: [.init("hits", .flag(true)), .init("a", .text("x")), .init("z", .flag(false))])
        #expect(line == "m,B=2,a=3,z=1 a=\"x\",hits=T,z=F 42")
    }

    @Test(arguments: [
        (37.5, "37i"), (-0.5, "-1i"), (0.999, "0i"), (-3, "-3i"), (-0.0, "0i"),
        (9_007_199_254_740_992, "9007199254740992i"), (0x1p63, "9223372036854775807i"),
        (1e300, "9223372036854775807i"), (-0x1p63, "-9223372036854775808i"), (-1e300, "-9223372036854775808i"),
    ])
    func `rounds numbers down to integers that the server can store`(value: Double, expected: String) {
        #expect(number(.version1, "cpu", "total", value) == expected)
        #expect(number(.version3, "cpu", "total", value) == expected)
    }

    @Test(arguments: [
        (37.5, "37u"), (-0.5, "0u"), (-3, "0u"), (-0.0, "0u"), (-1e300, "0u"), (1e300, "9223372036854775807u"),
    ])
    func `stores nothing below zero where the type has no sign`(value: Double, expected: String) {
        #expect(number(.version2, "session", "total", value) == expected)
    }

    @Test(arguments: [
        (64, "64"), (48.25, "48.25"), (-0.0, "0"), (-3.5, "-3.5"), (0.1, "0.1"), (1e-7, "1e-07"), (1e300, "1e+300"),
        (2_251_799_813_685_249.5, "2251799813685249.5"),
    ])
    func `writes floats in the shortest form that reads back the same`(value: Double, expected: String) {
        #expect(number(.version2, "mem", "free", value) == expected)
        #expect(number(.version3, "mem", "free", value) == expected)
        #expect(number(.version2, "cpu", "total", value) == expected)
        #expect(number(.version5, "user_session_summary", "session_count", value) == expected)
        #expect(Double(expected) == value)
    }

    @Test(arguments: [Double.nan, .signalingNaN, .infinity, -.infinity])
    func `leaves numbers out that are not finite`(value: Double) {
        for dialect in [InfluxDBDialect.version5, .version1, .version2, .version3] {
            #expect(encode(dialect, fields: [.init("v", .number(value)), .init("w", .text("x"))]) == "m w=\"x\" 42")
            #expect(encode(dialect, fields: [.init("a", .text("x")), .init("v", .number(value))]) == "m a=\"x\" 42")
            #expect(encode(dialect, fields: [.init("v", .number(value))]) == nil)
        }
    }

    @Test func `gives no line when no field is left`() {
        #expect(encode(fields: []) == nil)
        #expect(encode(.version1, fields: [.init("session_count", .number(1))], name: "user_session_list") == nil)
        #expect(encode(.version2, fields: [.init("session_count", .number(1))], name: "user_session_list") != nil)
    }

    @Test func `leaves tags out that have no value or no name`() {
        #expect(encode(tags: [Tag("a", ""), Tag("", "b"), Tag("c", "d")]) == "m,c=d v=\"\" 42")
    }

    @Test func `escapes names, tags and texts each in their own way`() {
        #expect(
            encode(
                tags: [Tag("a b,c=d", "e f,g=h\"")], fields: [.init("i j,k=l", .text("m \"n\" \\ o,p=q"))],
                name: "r s,t=u")
                == "r\\ s\\,t=u,a\\ b\\,c\\=d=e\\ f\\,g\\=h\" i\\ j\\,k\\=l=\"m \\\"n\\\" \\\\ o,p=q\" 42")
    }

    @Test func `never breaks a line in a name or a tag`() {
        #expect(encode(tags: [Tag("a\nb", "c\r\nd\te")], name: "e\nf") == "e\\nf,a\\nb=c\\r\\nd\te v=\"\" 42")
        #expect(encode(.version2, tags: [Tag("a\nb", "c\r\nd\te")]) == "m,a\\nb=c\\r\\nd\\te v=\"\" 42")
    }

    /// InfluxDB takes a comma, a blank or an equals sign for an escaped one if the byte before it is a backslash,
    /// however many there are: two do not help.
    @Test(arguments: ["C:\\", "\\", "a\\\\", "x\\\\\\"])
    func `does not let a backslash at the end swallow what follows`(value: String) throws {
        for dialect in [InfluxDBDialect.version1, .version2] {
            let first = try #require(encode(dialect, tags: [Tag("a", value), Tag("b", "y")]))
            #expect(first.hasSuffix(",b=y v=\"\" 42"))
            #expect(first.dropLast(",b=y v=\"\" 42".count).last != "\\")
            let last = try #require(encode(dialect, tags: [Tag("b", "y"), Tag("c", value)]))
            #expect(last.hasSuffix(" v=\"\" 42"))
            #expect(last.dropLast(" v=\"\" 42".count).last != "\\")
            let name = try #require(encode(dialect, tags: [Tag(value, "y")]))
            #expect(name.hasSuffix("y v=\"\" 42"))
            #expect(!name.contains("\\="))
            let measurement = try #require(encode(dialect, name: "m" + value))
            #expect(measurement.hasSuffix(" v=\"\" 42"))
            #expect(measurement.dropLast(" v=\"\" 42".count).last != "\\")
        }
    }
}
