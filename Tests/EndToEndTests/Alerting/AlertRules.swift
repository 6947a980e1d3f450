// SPDX-License-Identifier: MIT

import Foundation
import Yams

/// A file of rules for Prometheus in the folder `deploy`.
struct AlertRules: Decodable {
    struct Group: Decodable {
        var name: String
        var rules: [Rule]
    }

    struct Rule: Decodable {
        var alert: String?
        /// The name under which the expression's value is kept, if it is no alert.
        var record: String?
        var expr: String
        /// How long the expression must be true; at once if absent.
        var duration: String?
        var labels: [String: String]?
        var annotations: [String: String]?

        enum CodingKeys: String, CodingKey {
            case alert, record, expr, labels, annotations
            case duration = "for"
        }
    }

    struct Alert {
        var name: String
        var rule: Rule

        var severity: String { rule.labels?["severity"] ?? "" }

        func annotation(_ name: String) -> String { rule.annotations?[name] ?? "" }
    }

    var groups: [Group]

    /// The programs that have rules, by the name of their scrape job and of their file.
    static let programs = ["butler-sos", "butler-telemetry"]

    static var root: URL {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardizedFileURL
    }

    static var folder: URL { root.appending(path: "deploy/prometheus") }

    static func file(of program: String) -> URL { folder.appending(path: "\(program).rules.yml") }

    init(of program: String) throws {
        self = try YAMLDecoder().decode(AlertRules.self, from: Data(contentsOf: Self.file(of: program)))
    }

    var rules: [Rule] { groups.flatMap(\.rules) }

    var alerts: [Alert] { rules.compactMap { rule in rule.alert.map { Alert(name: $0, rule: rule) } } }
}
