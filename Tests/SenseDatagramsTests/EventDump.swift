// SPDX-License-Identifier: MIT

import Monitoring
import SenseDatagrams

/// What a parser makes of a datagram, as lines of a text. Empty fields are left out.
enum EventDump {
    static func text(_ result: UserEventParser.Result) -> String {
        var lines: [String] = []
        switch result {
        case .event(let event):
            lines.append("event: \(event.kind.rawValue)")
            for field in UserEvent.Field.allCases { add(event.text(field), "\(field)", to: &lines) }
            if let name = event.appName { lines.append("appName: \(name)") }
            if let agent = event.userAgent { lines += self.lines(agent) }
        case .excluded: lines.append("excluded")
        case .rejected(let reason, _): lines.append("rejected: \(reason.rawValue)")
        }
        return finish(lines, result.countedAs)
    }

    static func text(_ result: LogEventParser.Result) -> String {
        var lines: [String] = []
        switch result {
        case .event(let event):
            lines.append("event: \(event.source.rawValue), row \(event.logRow)")
            for field in LogEvent.Field.allCases { add(event.text(field), "\(field)", to: &lines) }
            if let performance = event.performance { lines += self.lines(performance) }
            for tag in event.categories ?? [] { lines.append("category: \(tag.name)=\(tag.value)") }
            var json: [UInt8] = []
            event.appendJSON(to: &json)
            lines.append("json: " + String(decoding: json, as: UTF8.self))
        case .filtered(let key, let processTime):
            lines.append("filtered: \(processTime.map { "\($0) ms" } ?? "no time")")
            for field in RejectedEventKey.Field.allCases { add(key.text(field), "\(field)", to: &lines) }
        case .unmonitored: lines.append("unmonitored")
        case .rejected(let reason, _): lines.append("rejected: \(reason.rawValue)")
        }
        return finish(lines, result.countedAs)
    }

    private static func add(_ text: String, _ name: String, to lines: inout [String]) {
        if !text.isEmpty { lines.append("\(name): \(text)") }
    }

    private static func lines(_ agent: UserAgent) -> [String] {
        let browser = agent.browser
        let system = agent.system
        return [
            "browser: \(browser.name), \(browser.version), \(browser.major ?? "none")",
            "system: \(system.name ?? "none"), \(system.version ?? "none"), \(system.versionName ?? "none")",
            "userAgent: \(agent.text)",
        ]
    }

    private static func lines(_ numbers: LogEvent.Performance) -> [String] {
        let times = [
            numbers.processTime, numbers.workTime, numbers.lockTime, numbers.validateTime, numbers.traverseTime,
        ]
        return [
            "performance: request \(numbers.requestID), handle \(numbers.handle), net \(numbers.netRAM), "
                + "peak \(numbers.peakRAM), \(numbers.activitySource)",
            "times: " + times.map { $0.map { "\($0)" } ?? "none" }.joined(separator: ", "),
        ]
    }

    private static func finish(_ lines: [String], _ counted: CountedAs?) -> String {
        let names = counted.map { "\($0.source.rawValue) / \($0.host) / \($0.subsystem)" } ?? "not at all"
        return (lines + ["counted: \(names)"]).map { $0 + "\n" }.joined()
    }
}
