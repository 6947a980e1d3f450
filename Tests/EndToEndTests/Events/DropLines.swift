// SPDX-License-Identifier: MIT

/// What a monitor's log says about datagrams that became nothing.
struct DropLines {
    struct Line {
        var port: HostileDatagram.Port
        var reason: String
        var count: Int
    }

    let lines: [Line]

    init(_ log: String) {
        lines = log.split(separator: "\n").filter { $0.contains("EVENTS: datagrams dropped") }.map { line in
            Line(
                port: line.contains("USER EVENTS") ? .user : .log, reason: Self.value("reason", in: line) ?? "",
                count: Self.value("count", in: line).flatMap { Int($0) } ?? 0)
        }
    }

    /// How many were told of, by the labels under which metrics count them.
    var counts: [String: Double] {
        lines.reduce(into: [:]) { counts, line in
            counts["queue_type=\"\(line.port.rawValue)\",reason=\"\(line.reason)\"", default: 0] += Double(line.count)
        }
    }

    private static func value(_ key: String, in line: Substring) -> String? {
        // The last: what comes before may be text of a datagram.
        line.split(separator: " ").last { $0.hasPrefix(key + "=") }.map { String($0.dropFirst(key.count + 1)) }
    }
}
