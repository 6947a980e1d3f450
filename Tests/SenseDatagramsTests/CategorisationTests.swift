// SPDX-License-Identifier: MIT

import Monitoring
import SenseDatagrams
import Testing

@Suite struct CategorisationTests {
    private func result(_ rules: Categorisation?, level: String = "WARN", _ message: String) -> LogEventParser.Result {
        LogEventParser(rules: LogEventRules(sources: [.repository], categorisation: rules))
            .parse("/qseow-repository/;1;;;\(level);H;S;W;\(message);;;;;;;")
    }

    private func categories(_ result: LogEventParser.Result) -> [String]? {
        guard case .event(let event) = result else { return nil }
        return event.categories?.map { "\($0.name)=\($0.value)" }
    }

    private func rule(_ filters: [Categorisation.Filter], _ tags: Monitoring.Tag..., levels: [String] = ["WARN"])
        -> Categorisation.Rule
    {
        Categorisation.Rule(levels: levels, action: .categorise(tags), filters: filters)
    }

    @Test func `compares start, end and middle to the letter`() {
        let rules = Categorisation(
            rules: [
                rule([.startsWith("TLS")], Monitoring.Tag("start", "1")),
                rule([.endsWith("closed")], Monitoring.Tag("end", "1")),
                rule([.contains("a b")], Monitoring.Tag("middle", "1")),
            ], defaultCategories: [])
        #expect(categories(result(rules, "TLS a b is closed")) == ["start=1", "end=1", "middle=1"])
        #expect(categories(result(rules, "tls a  b is Closed")) == [])
        #expect(categories(result(rules, "TL")) == [])
        #expect(categories(result(rules, "a b")) == ["middle=1"])
    }

    @Test func `looks at levels in either case, and at no others`() {
        let rules = Categorisation(
            rules: [rule([.contains("x")], Monitoring.Tag("a", "1"), levels: ["warn", "Error"])],
            defaultCategories: [Monitoring.Tag("a", "0")])
        #expect(categories(result(rules, level: "WARN", "x")) == ["a=1"])
        #expect(categories(result(rules, level: "eRROR", "x")) == ["a=1"])
        #expect(categories(result(rules, level: "FATAL", "x")) == ["a=0"])
        #expect(categories(result(rules, level: "", "x")) == ["a=0"])
    }

    @Test func `names each category once, with every value`() {
        let rules = Categorisation(
            rules: [
                rule([.contains("x")], Monitoring.Tag("a", "1"), Monitoring.Tag("a", "1"), Monitoring.Tag("b", "1")),
                rule([.contains("x")], Monitoring.Tag("a", "2"), Monitoring.Tag("b", "1")),
            ], defaultCategories: [Monitoring.Tag("a", "0")])
        #expect(categories(result(rules, "x")) == ["a=1", "b=1", "a=2"])
    }

    @Test func `drops what a rule drops, whatever matched before`() {
        var rules = Categorisation(
            rules: [
                rule([.contains("x")], Monitoring.Tag("a", "1")),
                Categorisation.Rule(levels: ["WARN"], action: .drop, filters: [.contains("x")]),
            ], defaultCategories: [Monitoring.Tag("a", "0")])
        guard case .rejected(.droppedByRule, let counted) = result(rules, "x") else {
            Issue.record("not dropped")
            return
        }
        #expect(counted.host == "H" && counted.subsystem == "S")
        rules.rules.removeLast()
        #expect(categories(result(rules, "x")) == ["a=1"])
    }

    @Test func `gives no categories while it is off`() {
        #expect(categories(result(nil, "x")) == nil)
        #expect(categories(result(Categorisation(rules: [], defaultCategories: []), "x")) == [])
    }
}
