// SPDX-License-Identifier: MIT

import Monitoring

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

    /// The same for the tags of events.
    var tagEscaping: LineText.TagEscaping { escapesTabs ? .withTabs : .withoutTabs }

    /// For what version 3 does not want as it is.
    var saneTagEscaping: LineText.TagEscaping { self == .version3 ? .sanitised : tagEscaping }

    private var isNewer: Bool { self == .version2 || self == .version3 }

    /// The list of sessions has its length beside it only in newer databases, and memory use what is outside the heap.
    func stores(_ field: String, in measurement: String) -> Bool {
        switch (measurement, field) {
        case ("user_session_list", "session_count"): isNewer
        case ("butlersos_memory_usage", "external"): self != .version5
        default: true
        }
    }

    /// Memory use as a generation knows it: version 5 of the original did not tell its version there.
    func spelling(of usage: Measurement) -> Measurement {
        guard self == .version5 else { return usage }
        var usage = usage
        usage.tags.removeAll { $0.name == "version" }
        return usage
    }

    /// A list of app names as one text.
    func text(of names: [String]) -> String {
        self == .version1 ? names.map { "\"\($0)\"" }.joined(separator: ",") : names.joined(separator: ",")
    }

    /// The type that a number has in existing databases.
    func numberType(of field: String, in measurement: String) -> NumberType {
        switch (measurement, field) {
        case ("mem", "comitted"), ("mem", "allocated"), ("mem", "free"): isNewer ? .float : .integer
        case ("cpu", "total"): self == .version2 ? .float : .integer
        case ("session", "active"), ("session", "total"), ("users", "active"), ("users", "total"): counter
        case ("apps", "calls"), ("apps", "selections"), ("cache", "hits"), ("cache", "lookups"): counter
        case ("apps", "active_docs_count"), ("apps", "loaded_docs_count"), ("apps", "in_memory_docs_count"): .integer
        case ("cache", "added"), ("cache", "replaced"), ("cache", "bytes_added"): .integer
        case ("butlersos_memory_usage", _): .float
        case ("user_session_summary", "session_count"), ("user_session_list", "session_count"):
            self == .version5 ? .float : counter
        // The configuration names the measurements of the rest, whatever else has the same name: only fields tell.
        case (_, "process_time"), (_, "queue_utilization_pct"): .float
        case (_, "processing_time_avg_ms"), (_, "processing_time_p95_ms"), (_, "processing_time_max_ms"): .float
        // What version 1 of the client had no schema for became a float.
        default: isNewer ? .integer : .float
        }
    }

    private var counter: NumberType { self == .version2 ? .unsigned : .integer }
}
