// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

/// The rules that administrators install are right by Prometheus' own tools, each alert is tested, and the document tells them.
@Suite(.timeLimit(.minutes(3)))
struct AlertRulesTests {
    private func promtool(_ arguments: String...) async throws -> (status: Int32?, text: String) {
        let process = try ChildProcess(
            "/usr/bin/env", ["promtool"] + arguments, directory: AlertRules.folder.path)
        return (try await process.waitForExit(limit: .seconds(120)), process.text)
    }

    @Test(arguments: AlertRules.programs)
    func `promtool finds nothing wrong with the rules`(program: String) async throws {
        let check = try await promtool("check", "rules", AlertRules.file(of: program).path)
        #expect(check.status == 0, "\(check.text)")
        let count = try AlertRules(of: program).rules.count
        #expect(count > 10 && check.text.contains("SUCCESS: \(count) rules found"), "\(check.text)")
    }

    @Test func `promtool finds nothing wrong with the example of a configuration`() async throws {
        let check = try await promtool("check", "config", "prometheus.yml")
        #expect(check.status == 0, "\(check.text)")
        for program in AlertRules.programs {
            #expect(check.text.contains("Checking \(program).rules.yml"), "\(check.text)")
        }
    }

    @Test(arguments: AlertRules.programs)
    func `alerts fire when they should, and not else`(program: String) async throws {
        for file in try RuleTestFile.files(of: program) {
            let test = try await promtool("test", "rules", file.path)
            #expect(test.status == 0 && test.text.contains("SUCCESS"), "\(test.text)")
        }
    }

    @Test(arguments: AlertRules.programs)
    func `each alert has a test in which it fires, and one in which it does not`(program: String) throws {
        let expectations = try RuleTestFile.tests(of: program).flatMap(\.expectations)
        #expect(expectations.contains { $0.expr == "ALERTS" && $0.samples == nil }, "no healthy site")
        let alerts = try AlertRules(of: program).alerts
        #expect(Set(alerts.map(\.name)).count == alerts.count)
        for alert in alerts {
            let own = expectations.filter { $0.alert == alert.name }
            #expect(own.contains { !$0.firing.isEmpty }, "\(alert.name) never fires")
            #expect(own.contains { $0.samples == nil }, "\(alert.name) is never silent")
            // What an annotation puts in is there.
            let labels = Set(own.flatMap(\.firing).flatMap(\.keys))
            for match in alert.annotation("summary").matches(of: /\$labels\.(\w+)/) {
                #expect(labels.contains(String(match.1)), "\(alert.name) has no label \(match.1)")
            }
        }
    }

    @Test(arguments: AlertRules.programs)
    func `each alert says how bad it is, what it means, and what to do`(program: String) throws {
        for alert in try AlertRules(of: program).alerts {
            #expect(["critical", "warning", "info"].contains(alert.severity), "\(alert.name)")
            #expect(alert.rule.labels?.count == 1 && alert.rule.annotations?.count == 3, "\(alert.name)")
            for name in ["summary", "description", "runbook"] {
                #expect(alert.annotation(name).count > 20, "\(alert.name): \(name)")
            }
            // These two stand in the document, too, where nothing is put in.
            for name in ["description", "runbook"] {
                #expect(alert.annotation(name).hasSuffix("."), "\(alert.name): \(name)")
                #expect(!alert.annotation(name).contains("{{"), "\(alert.name): \(name)")
            }
        }
    }

    @Test func `the document tells of each alert what the rules say`() throws {
        let file = AlertRules.root.appending(path: "docs/alerting.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        var expected = text
        for program in AlertRules.programs {
            let start = "<!-- alerts of \(program); RECORD_CASES=1 with the test writes them -->\n"
            let begin = try #require(expected.range(of: start)).upperBound
            let rest = expected[begin...]
            let end = try #require(rest.range(of: "<!-- end of alerts -->")).lowerBound
            expected.replaceSubrange(begin..<end, with: AlertDocument.text(of: try AlertRules(of: program)))
        }
        if ProcessInfo.processInfo.environment["RECORD_CASES"] == "1" {
            try Data(expected.utf8).write(to: file)
        } else {
            #expect(text == expected)
        }
    }
}
