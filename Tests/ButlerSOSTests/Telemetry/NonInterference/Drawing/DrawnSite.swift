// SPDX-License-Identifier: MIT

import SeededNumbers

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
        var apps: [String] = []
        for index in 0..<lots.number("site: apps", 1...8) {
            ids.append(lots.draw("site: app \(index)") { $0.uuid() })
            let name = Self.quoted(lots.text("site: app \(index) name"))
            let stream = lots.word("site: app \(index) stream")
            apps.append(#"{"id":"\#(ids[index])","name":\#(name),"stream":{"name":"\#(stream)"}}"#)
        }
        self.apps = Self.array(apps)
        for index in 0..<lots.number("site: engines", 1...3) { health.append(Self.health(index, ids, &lots)) }
        for index in 0..<lots.number("site: proxies", 1...3) { sessions.append(Self.sessions(index, &lots)) }
        for index in 0..<lots.number("site: failures", 1...3) {
            failures.append(
                "\(lots.draw("site: failure \(index)") { $0.host() }) does not answer: "
                    + lots.text("site: failure \(index) cause"))
        }
    }

    private static func health(_ index: Int, _ ids: [String], _ lots: inout Lots) -> [UInt8] {
        let place = "site: engine \(index)"
        func counts(_ names: String...) -> String {
            names.map { name in
                let member = name.split(separator: " ").last ?? ""
                return "\"\(member)\":\(lots.number("\(place) \(name)", 0...99_999))"
            }.joined(separator: ",")
        }
        func list(_ name: String) -> String {
            let some = lots.draw("\(place) \(name)") { random in
                let apps = ids.filter { _ in random.number(in: 0...1) == 1 } + ["SessionApp_\(random.uuid())"]
                return apps.map { "\"\($0)\"" }.joined(separator: ",")
            }
            return "\"\(name)\":[\(some)]"
        }
        let version = lots.number("\(place) version", 1...9999)
        let started = lots.number("\(place) started", 1000...1231)
        return Array(
            """
            {"version":"12.\(version).0","started":"2026\(started)T101112.000+0200",
            "mem":{\(counts("committed", "allocated", "free"))},"cpu":{\(counts("total"))},
            "session":{\(counts("session active", "session total"))},"users":{\(counts("user active", "user total"))},
            "apps":{\(list("active_docs")),\(list("loaded_docs")),\(list("in_memory_docs")),
            \(counts("calls", "selections"))},
            "cache":{\(counts("hits", "lookups", "added", "replaced", "bytes_added"))},
            "saturated":\(lots.flag("\(place) saturated"))}
            """.utf8)
    }

    private static func sessions(_ index: Int, _ lots: inout Lots) -> [UInt8] {
        let place = "site: proxy \(index)"
        return array(
            (0..<lots.number("\(place) sessions", 0...5)).map { number in
                let directory = lots.word("\(place) session \(number) directory")
                let user = quoted(lots.text("\(place) session \(number) user"))
                let id = lots.draw("\(place) session \(number)") { $0.uuid() }
                return #"{"UserDirectory":"\#(directory)","UserId":\#(user),"SessionId":"\#(id)","Attributes":[]}"#
            })
    }

    private static func array(_ elements: [String]) -> [UInt8] { Array("[\(elements.joined(separator: ","))]".utf8) }

    private static func quoted(_ text: String) -> String {
        let isPlain = !text.utf8.contains { "\"\\".utf8.contains($0) }
        return "\"\(isPlain ? text : text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }
}
