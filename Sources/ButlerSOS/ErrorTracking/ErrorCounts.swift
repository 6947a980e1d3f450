// SPDX-License-Identifier: MIT

/// How often what failed, by type and server.
struct ErrorCounts: Equatable {
    /// Stands for failures that are no server's.
    private static let noServer = "_no_server_context"

    private var types: [String: [String: Int]] = [:]

    var isEmpty: Bool { types.isEmpty }
    var total: Int { types.values.reduce(0) { $0 + $1.values.reduce(0, +) } }

    mutating func add(_ type: String, server: String) {
        types[type, default: [:]][server.isEmpty ? Self.noServer : server, default: 0] += 1
    }

    /// `{"HEALTH_API":{"total":3,"servers":{"server1":3}}}`, types and servers in alphabetical order.
    var json: String {
        let entries = types.sorted { $0.key < $1.key }.map { type, servers in
            let counts = servers.sorted { $0.key < $1.key }.map { "\(Self.quoted($0.key)):\($0.value)" }
            let total = servers.values.reduce(0, +)
            return "\(Self.quoted(type)):{\"total\":\(total),\"servers\":{\(counts.joined(separator: ","))}}"
        }
        return "{\(entries.joined(separator: ","))}"
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
