// SPDX-License-Identifier: MIT

import HTTPTypes

extension FakeInfluxDB {
    /// What can be asked.
    enum Route: String {
        case write
        case query
        case organisations
        case buckets
        case newBucket
        case newDatabase

        init?(method: HTTPRequest.Method, path: String) {
            switch (method, path) {
            case (.post, "/write"), (.post, "/api/v2/write"): self = .write
            case (.get, "/query"), (.post, "/query"): self = .query
            case (.get, "/api/v2/orgs"): self = .organisations
            case (.get, "/api/v2/buckets"): self = .buckets
            case (.post, "/api/v2/buckets"): self = .newBucket
            case (.post, "/api/v3/configure/database"): self = .newDatabase
            default: return nil
            }
        }

        var usualAnswer: Answer {
            switch self {
            case .write: .accepted
            case .query: .databases("_internal", "SenseOps")
            case .organisations: Answer(status: .ok, body: "{\"orgs\":[{\"id\":\"0a1b\",\"name\":\"Ops & Co\"}]}")
            case .buckets: Answer(status: .ok, body: "{\"buckets\":[{\"id\":\"77\",\"name\":\"SenseOps\"}]}")
            case .newBucket: Answer(status: .created, body: "{\"id\":\"77\"}")
            case .newDatabase: Answer(status: .ok)
            }
        }
    }

    struct Answer: Sendable {
        enum End {
            case whole
            /// The connection is closed before the promised end.
            case cut
            /// The rest never comes, and the connection stays.
            case nothing
        }

        var status: HTTPResponse.Status
        var body = ""
        var retryAfter: String?
        var end = End.whole

        static let accepted = Answer(status: .noContent)
        static let done = Answer(status: .ok, body: "{\"results\":[{\"statement_id\":0}]}")

        static func databases(_ names: String...) -> Answer {
            let rows = names.map { "[\"\($0)\"]" }.joined(separator: ",")
            let series = "{\"name\":\"databases\",\"columns\":[\"name\"],\"values\":[\(rows)]}"
            return Answer(status: .ok, body: "{\"results\":[{\"statement_id\":0,\"series\":[\(series)]}]}")
        }
    }
}
