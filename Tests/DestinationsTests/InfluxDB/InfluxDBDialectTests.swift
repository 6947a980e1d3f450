// SPDX-License-Identifier: MIT

import Testing

@testable import Destinations

@Suite struct InfluxDBDialectTests {
    private static let dialects: [InfluxDBDialect] = [.version5, .version1, .version2, .version3]

    /// A letter per generation: integer, unsigned, float, or not stored.
    @Test(arguments: [
        ("mem", ["comitted", "allocated", "free"], "iiff"),
        ("apps", ["active_docs_count", "loaded_docs_count", "in_memory_docs_count"], "iiii"),
        ("apps", ["calls", "selections"], "iiui"), ("cpu", ["total"], "iifi"),
        ("session", ["active", "total"], "iiui"), ("users", ["active", "total"], "iiui"),
        ("cache", ["hits", "lookups"], "iiui"), ("cache", ["added", "replaced", "bytes_added"], "iiii"),
        ("user_session_summary", ["session_count"], "fiui"), ("user_session_list", ["session_count"], "--ui"),
        ("butler_sos_errors", ["error_count", "http_status", "request_timeout_ms", "remote_port"], "ffii"),
        ("errors of another name", ["error_count"], "ffii"),
    ])
    func `knows the type of every number in every generation`(measurement: String, fields: [String], types: String) {
        for field in fields {
            let letters = Self.dialects.map { dialect -> Character in
                guard dialect.stores(field, in: measurement) else { return "-" }
                return switch dialect.numberType(of: field, in: measurement) {
                case .integer: "i"
                case .unsigned: "u"
                case .float: "f"
                }
            }
            #expect(String(letters) == types, "\(measurement).\(field)")
        }
    }

    @Test func `stores everything but the length of a list of sessions in every generation`() {
        for dialect in Self.dialects {
            #expect(dialect.stores("session_user_id_list", in: "user_session_list"))
            #expect(dialect.stores("session_count", in: "user_session_summary"))
        }
    }

    @Test func `quotes names in lists for version 1 only`() {
        #expect(
            Self.dialects.map { $0.text(of: ["a", "b, \"c\""]) } == [
                "a,b, \"c\"", "\"a\",\"b, \"c\"\"", "a,b, \"c\"", "a,b, \"c\"",
            ])
        #expect(Self.dialects.map { $0.text(of: []) } == ["", "", "", ""])
        #expect(Self.dialects.map { $0.text(of: [""]) } == ["", "\"\"", "", ""])
    }

    @Test func `spells truth as the generation's client does`() {
        #expect(Self.dialects.map(\.trueText) == ["true", "true", "T", "T"])
        #expect(Self.dialects.map(\.falseText) == ["false", "false", "F", "F"])
        #expect(Self.dialects.map(\.sortsTags) == [false, false, true, true])
    }
}
