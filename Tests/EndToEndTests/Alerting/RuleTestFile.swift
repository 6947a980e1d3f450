// SPDX-License-Identifier: MIT

import Foundation
import Yams

/// A file of tests for rules, as promtool runs it.
struct RuleTestFile: Decodable {
    struct Test: Decodable {
        struct Series: Decodable {
            var series: String
        }

        struct Expectation: Decodable {
            struct Sample: Decodable {
                var labels: String
            }

            var expr: String
            var samples: [Sample]?

            enum CodingKeys: String, CodingKey {
                case expr
                case samples = "exp_samples"
            }
        }

        var input: [Series]
        var expectations: [Expectation]

        enum CodingKeys: String, CodingKey {
            case input = "input_series"
            case expectations = "promql_expr_test"
        }
    }

    var tests: [Test]

    /// The files that test the rules of a program.
    static func files(of program: String) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(
            at: AlertRules.folder.appending(path: "tests"), includingPropertiesForKeys: nil
        ).filter {
            // No program's name begins with that of the other.
            $0.lastPathComponent.hasPrefix(program) && $0.lastPathComponent.hasSuffix(".test.yml")
        }
    }

    /// All tests of a program's rules.
    static func tests(of program: String) throws -> [Test] {
        try files(of: program).flatMap {
            try YAMLDecoder().decode(RuleTestFile.self, from: Data(contentsOf: $0)).tests
        }
    }
}

extension RuleTestFile.Test.Expectation {
    /// The alert that is asked about, if it is a single one.
    var alert: String? { RuleExpression(expr).selectors.first?.labels["alertname"]?.first }

    /// The labels of the alerts that are expected to fire.
    var firing: [[String: [String]]] {
        (samples ?? []).compactMap { RuleExpression($0.labels).selectors.first?.labels }
            .filter { $0["alertstate"] == ["firing"] }
    }
}
