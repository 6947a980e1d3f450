// SPDX-License-Identifier: MIT

/// How the database of one generation wants its points, to the letter: it rejects a field whose type changes, and existing
/// dashboards query these names.
enum InfluxDBDialect: Sendable {
    /// A database of InfluxDB 1 that version 5 of the original filled.
    case version5
    case version1
    case version2
    case version3

    enum NumberType: Sendable {
        case integer, unsigned, float
    }

    var trueText: String { isNewer ? "T" : "true" }
    var falseText: String { isNewer ? "F" : "false" }
    /// Newer clients send tags in alphabetical order; the server sorts them anyway.
    var sortsTags: Bool { isNewer }
    /// Text escapes that only newer clients make, beside those for line breaks.
    var escapesTabs: Bool { isNewer }

    private var isNewer: Bool { self == .version2 || self == .version3 }

    /// The list of sessions has its length beside it only in newer databases.
    func stores(_ field: String, in measurement: String) -> Bool {
        isNewer || measurement != "user_session_list" || field != "session_count"
    }

    /// A list of app names as one text.
    func text(of names: [String]) -> String {
        self == .version1 ? names.map { "\"\($0)\"" }.joined(separator: ",") : names.joined(separator: ",")
    }

    /// The type that a number has in existing databases.
    func numberType(of field: String, in measurement: String) -> NumberType {
        switch measurement {
        case "mem": isNewer ? .float : .integer
        case "cpu": self == .version2 ? .float : .integer
        case "session", "users": counter
        case "apps": field == "calls" || field == "selections" ? counter : .integer
        case "cache": field == "hits" || field == "lookups" ? counter : .integer
        case "user_session_summary", "user_session_list": self == .version5 ? .float : counter
        // What version 1 of the client had no schema for became a float.
        default: isNewer ? .integer : .float
        }
    }

    private var counter: NumberType { self == .version2 ? .unsigned : .integer }
}
