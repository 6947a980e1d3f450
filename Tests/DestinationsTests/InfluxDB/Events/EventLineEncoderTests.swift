// SPDX-License-Identifier: MIT

import Monitoring
import Testing

@testable import Destinations

@Suite struct EventLineEncoderTests {
    private typealias Tag = Monitoring.Tag

    private static let newer: [InfluxDBDialect] = [.version2, .version3]
    private static let all: [InfluxDBDialect] = [.version5, .version1, .version2, .version3]

    private func userEvent(_ texts: [UserEvent.Field: String] = [:], appName: String? = nil) -> UserEvent {
        let fields = UserEvent.Field.allCases.map { field in
            switch field {
            case .context, .appID, .message: texts[field] ?? ""
            default: texts[field] ?? "\(field)"
            }
        }
        return UserEvent(.session, fields: EventFields(fields), appName: appName, at: Timestamp(nanoseconds: 42))
    }

    private func logEvent(
        _ source: LogEvent.Source = .proxy, _ texts: [LogEvent.Field: String] = [:], categories: [Tag]? = nil
    ) -> LogEvent {
        LogEvent(
            source, fields: EventFields(LogEvent.Field.allCases.map { texts[$0] ?? "" }), logRow: 0,
            performance: source == .performance ? .init() : nil, categories: categories,
            at: Timestamp(nanoseconds: 42))
    }

    /// The tags of a log event's line.
    private func tags(
        _ dialect: InfluxDBDialect, _ texts: [LogEvent.Field: String] = [:], configured: [Tag] = [],
        categories: [Tag]? = nil
    ) -> String {
        let encoder = EventLineEncoder(dialect: dialect, logEventTags: configured)
        let line = String(decoding: encoder.encode(logEvent(.proxy, texts, categories: categories)), as: UTF8.self)
        return String(line.dropFirst("log_event,".count).prefix { $0 != " " })
    }

    @Test(arguments: all)
    func `writes no user event without one of the texts that every point has`(dialect: InfluxDBDialect) {
        let encoder = EventLineEncoder(dialect: dialect)
        #expect(encoder.encode(userEvent()) != nil)
        for field in [UserEvent.Field.host, .command, .userDirectory, .userID, .origin] {
            #expect(encoder.encode(userEvent([field: ""])) == nil)
        }
        #expect(encoder.encode(UserEvent(.session, fields: EventFields(), at: Timestamp(nanoseconds: 0))) == nil)
    }

    @Test(arguments: all)
    func `writes log events that lack everything`(dialect: InfluxDBDialect) {
        let encoder = EventLineEncoder(dialect: dialect)
        for source in LogEvent.Source.allCases {
            let event = LogEvent(source, fields: EventFields(), logRow: -1, at: Timestamp(nanoseconds: -1))
            let line = String(decoding: encoder.encode(event), as: UTF8.self)
            #expect(line.hasPrefix("log_event,"))
            #expect(line.hasSuffix(" -1"))
            #expect(!line.contains("undefined"))
        }
    }

    @Test func `sorts categories among the tags of newer databases and puts them before the configured ones of older`()
    {
        let configured = [Tag("env", "x"), Tag("zone", "y")]
        let categories = [Tag("q2", "0"), Tag("q", "1"), Tag("a", "2"), Tag("zz", "3")]
        #expect(
            tags(.version1, [.host: "h"], configured: configured, categories: categories)
                == "host=h,source=qseow-proxy,log_row=0,q2=0,q=1,a=2,zz=3,env=x,zone=y")
        for dialect in Self.newer {
            let subsystem = dialect == .version3 ? ",subsystem=n/a" : ""
            #expect(
                tags(dialect, [.host: "h"], configured: configured, categories: categories)
                    == "a=2,env=x,host=h,q=1,q2=0,source=qseow-proxy\(subsystem),zone=y,zz=3")
        }
    }

    @Test func `writes each name once, configured tags before categories before the event's own`() {
        let configured = [Tag("env", "1"), Tag("level", "2"), Tag("env", "3"), Tag("gone", "")]
        let categories = [
            Tag("host", "4"), Tag("c", "5"), Tag("level", "6"), Tag("c", "7"), Tag("gone", "8"), Tag("", "9"),
            Tag("empty", ""),
        ]
        #expect(
            tags(.version1, [.host: "h", .level: "l"], configured: configured, categories: categories)
                == "host=4,source=qseow-proxy,log_row=0,c=7,env=3,level=2")
        #expect(
            tags(.version2, [.host: "h", .level: "l"], configured: configured, categories: categories)
                == "c=7,env=3,host=4,level=2,source=qseow-proxy")
        #expect(
            tags(.version2, [.host: "h"], categories: [Tag("host", "4")]) == "host=4,source=qseow-proxy")
        #expect(tags(.version2, categories: [Tag("host", "4")]) == "host=4,source=qseow-proxy")
        #expect(tags(.version2, configured: [Tag("c", "1")], categories: [Tag("c", "4")]) == "c=1,source=qseow-proxy")
        #expect(tags(.version2, categories: []) == "source=qseow-proxy")
    }

    @Test func `takes what version 3 does not want from tags, but not from the user's full name`() {
        let texts: [LogEvent.Field: String] = [
            .host: "<h>", .userFull: "C\\<m>", .userID: "<m>\\\n", .resultCode: "<>", .level: "12345678<",
            .userDirectory: "abcdefgh>ijklmnop\\qrstuvwx",
        ]
        let written = tags(.version3, texts, configured: [Tag("<e>", "<v\\>")], categories: [Tag("<c>", "<v>")])
        #expect(
            written
                == "<c>=v,<e>=v,host=<h>,level=12345678<,source=qseow-proxy,subsystem=n/a,"
                + "user_directory=abcdefghijklmnopqrstuvwx,user_full=C\\<m>,user_id=m")
        let encoder = EventLineEncoder(dialect: .version3, userEventTags: [Tag("<e>", "<v>"), Tag("e", "w")])
        let line = encoder.encode(userEvent([.appID: "id"], appName: UserEvent.unknownAppName)).map {
            String(decoding: $0, as: UTF8.self)
        }
        #expect(line?.contains(",appName=unknown\\ app\\ name,e=w,event_action=") == true)
        #expect(line?.contains(",appName_field=\"<unknown app name>\",") == true)
    }

    /// InfluxDB takes a comma, a blank or an equals sign for an escaped one if the byte before it is a backslash.
    @Test(arguments: ["C:\\", "\\", "a\\\\", "1234567\\", "12345678\\", "a,b c=d\\"])
    func `does not let a backslash at the end swallow what follows`(text: String) {
        for dialect in Self.all {
            let encoder = EventLineEncoder(dialect: dialect, userEventTags: [Tag(text, text)])
            let line =
                encoder.encode(userEvent([.host: text, .userFull: text, .origin: text, .userID: text]))
                .map { String(decoding: $0, as: UTF8.self) } ?? ""
            // Outside of texts nothing but an escaped blank ends with a backslash.
            for end in [",event_action=", ",userDirectory=", "userFull"] {
                for part in line.split(separator: end).dropLast() { #expect(part.last != "\\") }
            }
            #expect(line.hasSuffix("\" 42"))
        }
    }

    @Test func `never breaks a line in a tag`() {
        let text = "a\nb\r\nc\td and more than eight bytes\n"
        let encoder = EventLineEncoder(dialect: .version1, userEventTags: [Tag(text, text)])
        let line = encoder.encode(userEvent([.host: text])).map { String(decoding: $0, as: UTF8.self) } ?? ""
        #expect(line.contains("host=a\\nb\\r\\nc\td\\ and\\ more\\ than\\ eight\\ bytes\\n,"))
        #expect(!line.utf8.contains(0x0A))
        let newer = EventLineEncoder(dialect: .version2).encode(userEvent([.host: text])) ?? []
        #expect(String(decoding: newer, as: UTF8.self).contains("host=a\\nb\\r\\nc\\td\\ and"))
    }

    /// Lengths around those of eight bytes, with something to escape at every place.
    @Test(arguments: all)
    func `escapes at every place as the encoder of measurements does`(dialect: InfluxDBDialect) {
        let encoder = EventLineEncoder(dialect: dialect)
        let measurements = LineProtocolEncoder(dialect: dialect)
        for length in 1...26 {
            for place in 0..<length {
                for special in [",", " ", "=", "\\", "\"", "\n", "é", "\u{7f}", "\u{ff}"] {
                    var text = Array(repeating: "x", count: length)
                    text[place] = special
                    let event = userEvent([.userFull: text.joined()])
                    let line = encoder.encode(event).map { String(decoding: $0, as: UTF8.self) }
                    let name = dialect == .version3 ? "userFull_field" : "userFull"
                    let id = dialect == .version3 ? "userId_field" : "userId"
                    let measurement = Measurement(
                        "user_events",
                        tags: [
                            Tag("host", "host"), Tag("event_action", "command"), Tag("userFull", text.joined()),
                            Tag("userDirectory", "userDirectory"), Tag("userId", "userID"), Tag("origin", "origin"),
                        ],
                        fields: [.init(name, .text(text.joined())), .init(id, .text("userID"))],
                        time: Timestamp(nanoseconds: 42))
                    #expect(line == measurements.encode(measurement).map { String(decoding: $0, as: UTF8.self) })
                }
            }
        }
    }

    @Test func `takes no more memory for a line than it has bytes`() {
        let line = EventLineEncoder(dialect: .version2).encode(logEvent(.engine, [.message: "x"]))
        #expect(line.capacity <= line.count + 64)
    }
}
