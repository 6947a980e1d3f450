// SPDX-License-Identifier: MIT

import Monitoring
import Testing

@testable import Destinations

@Suite struct RawEventTextTests {
    private typealias Tag = Monitoring.Tag

    private static let hostile = [
        "", "\"", "\\", "\\\\\"\"", "C:\\", "eight by", "eight by8\\", "a\u{1}b", "\n\r\t\u{8}\u{c}\u{1f}\u{7f}",
        "åäö \"日本\" \u{2028}",
        "12345678\"12345678\\1234567", "/slash/", "{\"nested\":\"\\\"\"}", String(repeating: "\"", count: 1000),
    ]

    private static let numbers: [Double?] = [
        nil, 0, -0.0, 12.5, 0.1, 0.001, 0.0004, 9999.9, 1e15, 1e21, 1e-7, 1.0 / 3, -3.25, .nan, .infinity,
        123_456_789_012.345,
    ]

    /// Encoders of all dialects, which agree about the text, with and without tags in it.
    private static let dialects: [InfluxDBDialect] = [.version5, .version1, .version2, .version3]
    private static let tags = [Tag("env", "a \"b\" \\"), Tag("foo", "bar"), Tag("foo", "b\u{2}z")]
    private static let encoders = dialects.map { EventLineEncoder(dialect: $0) }
    private static let encodersWithTags = dialects.map {
        EventLineEncoder(dialect: $0, logEventTags: tags, tagsInRawEvent: true)
    }

    private func expect(_ event: LogEvent, _ place: Int) {
        for (encoder, tags) in [(Self.encoders, nil), (Self.encodersWithTags, Self.tags)] {
            let line = String(decoding: encoder[place % encoder.count].encode(event), as: UTF8.self)
            var json: [UInt8] = []
            event.appendJSON(to: &json, tags: tags)
            #expect(RawEventInLine(line).json == String(decoding: json, as: UTF8.self))
        }
    }

    /// In every field of every source, so that no member can be missing or in the place of another.
    @Test(arguments: LogEvent.Source.allCases)
    func `is the JSON that the event has elsewhere, to the letter`(source: LogEvent.Source) {
        for (index, text) in Self.hostile.enumerated() {
            let texts = LogEvent.Field.allCases.map { "\($0)" + text }
            for (place, categories) in [nil, [], [Tag("a", text)], [Tag(text, "b"), Tag("c", "d")]].enumerated() {
                let event = LogEvent(
                    source, fields: EventFields(texts), logRow: index - 2, categories: categories,
                    at: Timestamp(nanoseconds: 1))
                expect(event, place + index)
            }
        }
    }

    @Test(arguments: numbers)
    func `spells numbers as JSON does`(number: Double?) {
        var performance = LogEvent.Performance()
        performance.requestID = 1
        performance.handle = -2
        performance.netRAM = .max
        performance.peakRAM = .min
        performance.processTime = number
        performance.workTime = number.map { $0 + 1 }
        performance.lockTime = 3
        performance.validateTime = 4.5
        performance.traverseTime = number.map { -$0 }
        for isUserActivity in [true, false] {
            performance.isUserActivity = isUserActivity
            let event = LogEvent(
                .performance, fields: EventFields(), logRow: 5, performance: performance,
                at: Timestamp(nanoseconds: 1))
            for place in Self.dialects.indices { expect(event, place) }
        }
    }
}
