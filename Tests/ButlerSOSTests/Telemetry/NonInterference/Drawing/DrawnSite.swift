// SPDX-License-Identifier: MIT

import TelemetryWire

/// What a Sense site answers, byte for byte: engines, proxies and the repository; and how some calls fail.
struct DrawnSite: Sendable {
    /// Answers of engines, proxies and virtual proxies in turn.
    var health: [[UInt8]] = []
    var sessions: [[UInt8]] = []
    var apps: [UInt8] = []
    /// What goes wrong with a call, in the words that an administrator gets to read.
    var failures: [String] = []

    init(_ lots: inout Lots) {
        var ids: [String] = []
        let apps = (0..<lots.number("site: apps", 1...12)).map { index in
            ids.append(lots.draw("site: app \(index)") { $0.uuid() })
            return JSONValue.object([
                .init("id", .string(ids[index])), .init("name", .string(lots.text("site: app \(index) name"))),
                .init("published", .boolean(lots.flag("site: app \(index) is published"))),
            ])
        }
        self.apps = JSONWriter.encode(.array(apps))
        for index in 0..<lots.number("site: engines", 1...4) { health.append(Self.health(index, ids, &lots)) }
        for index in 0..<lots.number("site: proxies", 1...4) { sessions.append(Self.sessions(index, &lots)) }
        for index in 0..<lots.number("site: failures", 1...3) {
            failures.append(
                "\(lots.draw("site: failure \(index)") { $0.host() }) does not answer: "
                    + lots.text("site: failure \(index) cause"))
        }
    }

    private static func health(_ index: Int, _ ids: [String], _ lots: inout Lots) -> [UInt8] {
        let place = "site: engine \(index)"
        func count(_ name: String) -> JSONValue.Member {
            .init(name, .number(String(lots.number("\(place) \(name)", 0...99_999))))
        }
        func list(_ name: String) -> JSONValue.Member {
            let some = lots.draw("\(place) \(name)") { random in
                ids.filter { _ in random.number(0...1) == 1 }.joined(separator: " ") + " SessionApp_\(random.uuid())"
            }
            return .init(name, .array(some.split(separator: " ").map { .string(String($0)) }))
        }
        return JSONWriter.encode(
            .object([
                .init("version", .string("12.\(lots.number("\(place) version", 1...9999)).0")),
                .init("started", .string("2026\(lots.draw("\(place) started") { $0.hexadecimal(4) })T101112.000+0200")),
                .init("mem", .object([count("committed"), count("allocated"), count("free")])),
                .init("cpu", .object([.init("total", .number(String(lots.number("\(place) cpu", 0...100))))])),
                .init("session", .object([count("active"), count("total")])),
                .init(
                    "apps",
                    .object([
                        list("active_docs"), list("loaded_docs"), list("in_memory_docs"), count("calls"),
                        count("selections"),
                    ])),
                .init("users", .object([count("active"), count("total")])),
                .init(
                    "cache",
                    .object([
                        count("hits"), count("lookups"), count("added"), count("replaced"), count("bytes_added"),
                    ])),
                .init("saturated", .boolean(lots.flag("\(place) saturated"))),
            ]))
    }

    private static func sessions(_ index: Int, _ lots: inout Lots) -> [UInt8] {
        let place = "site: proxy \(index)"
        let sessions = (0..<lots.number("\(place) sessions", 0...8)).map { number in
            JSONValue.object([
                .init("UserDirectory", .string(lots.word("\(place) session \(number) directory"))),
                .init("UserId", .string(lots.text("\(place) session \(number) user"))),
                .init("SessionId", .string(lots.draw("\(place) session \(number)") { $0.uuid() })),
                .init("Attributes", .array([])),
            ])
        }
        return JSONWriter.encode(.array(sessions))
    }
}
