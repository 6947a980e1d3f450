// SPDX-License-Identifier: MIT

import ConfigurationFile
import Testing

@Suite struct ConfigurationSectionTests {
    private enum Colour: String, CaseIterable {
        case red, green
    }

    @Test func `reads values of every kind`() throws {
        let reading = try Reading(
            """
            flag: true
            word: plain
            quoted: "10d"
            number: 42
            port: 8086
            colour: green
            inner:
              name: deep
            names: [one, "2", three]
            items:
              - name: first
              - name: second
            tags:
              env: prod
              rack: 7
              live: true
              empty: ""
            """)
        let root = reading.root
        #expect(root.boolean("flag", default: false))
        #expect(root.text("word") == "plain")
        #expect(root.text("quoted") == "10d")
        #expect(root.integer("number", in: 1...100) == 42)
        #expect(root.port("port", default: 1) == 8086)
        #expect(root.choice("colour", default: Colour.red) == .green)
        #expect(root.section("inner").text("name") == "deep")
        #expect(root.texts("names") == ["one", "2", "three"])
        #expect(root.sections("items").map { $0.requiredText("name") } == ["first", "second"])
        #expect(root.pairs("tags").map(\.name) == ["env", "rack", "live", "empty"])
        #expect(root.pairs("tags").map(\.value) == ["prod", "7", "true", ""])
        #expect(reading.sentences.isEmpty)
    }

    @Test(arguments: ["other: 1", "key:", "key: ~", "key: null"])
    func `gives defaults for what is missing or null, without a word`(text: String) throws {
        let reading = try Reading(text + "\n")
        let root = reading.root
        #expect(root.boolean("key") == nil)
        #expect(root.boolean("key", default: true))
        #expect(root.text("key") == nil)
        #expect(root.text("key", default: "x") == "x")
        #expect(root.integer("key", in: 1...9, default: 5) == 5)
        #expect(root.port("key", default: 80) == 80)
        #expect(root.choice("key", default: Colour.red) == .red)
        #expect(root.texts("key").isEmpty)
        #expect(root.sections("key").isEmpty)
        #expect(root.pairs("key").isEmpty)
        #expect(!root.has("key"))
        #expect(!root.section("key").exists)
        #expect(root.section("key").section("below").text("x") == nil)
        #expect(reading.sentences.isEmpty)
    }

    @Test(arguments: [
        ("true", true), ("True", true), ("TRUE", true), ("false", false), ("False", false), ("FALSE", false),
    ])
    func `knows the truth values of YAML 1.2`(text: String, expected: Bool) throws {
        let reading = try Reading("key: \(text)\n")
        #expect(reading.root.boolean("key") == expected)
        #expect(reading.sentences.isEmpty)
    }

    @Test(arguments: ["yes", "no", "on", "off", "y", "n", "Yes", "ON"])
    func `takes the truth values of older YAML for texts`(text: String) throws {
        let reading = try Reading("key: \(text)\n")
        #expect(reading.root.text("key") == text)
        #expect(reading.sentences.isEmpty)
        #expect(reading.root.boolean("key", default: true))
        #expect(reading.sentences == ["key: expected true or false, found \"\(text)\" (site.yaml:1:6)"])
    }

    @Test func `takes a quoted truth value for a text`() throws {
        let reading = try Reading("key: \"true\"\n")
        #expect(reading.root.text("key") == "true")
        #expect(reading.root.boolean("key") == nil)
        #expect(reading.reading.problems.map(\.expected) == ["true or false"])
    }

    @Test(arguments: ["15", "-3", "1.5", "1e3", "0x1F", "true", "FALSE"])
    func `wants quotes round numbers and truth values where a text is expected`(text: String) throws {
        let reading = try Reading("key: \(text)\n")
        #expect(reading.root.text("key", default: "fallback") == "fallback")
        #expect(reading.sentences == ["key: expected a text, found \"\(text)\" (site.yaml:1:6)"])
    }

    @Test(arguments: [
        "INF", "inf", "nan", "NaN", "Infinity", "infinity", "10.0.0.1", "1_000", "12.1000.0", "10d", "nan0x",
    ])
    func `takes words that only look like numbers for texts`(text: String) throws {
        let reading = try Reading("key: \(text)\n")
        #expect(reading.root.text("key") == text)
        #expect(reading.sentences.isEmpty)
    }

    @Test(arguments: ["80", "\"80\"", "8e1", "80.0", "0x50", "0o120", "+80"])
    func `takes whole numbers in every spelling, and in quotes`(text: String) throws {
        let reading = try Reading("port: \(text)\n")
        #expect(reading.root.port("port", default: 1) == 80)
        #expect(reading.sentences.isEmpty)
    }

    @Test(arguments: ["0", "65536", "-1", "eighty", "\"80x\"", "80.5", "99999999999999999999", "[80]"])
    func `keeps ports within their range`(text: String) throws {
        let reading = try Reading("web:\n  port: \(text)\n")
        #expect(reading.root.section("web").port("port", default: 8080) == 8080)
        let problem = try #require(reading.reading.problems.first)
        #expect(problem.key == "web.port")
        #expect(problem.expected == "a port from 1 to 65535")
        #expect(problem.place == "site.yaml:2:9")
    }

    @Test func `lists the words to choose from`() throws {
        let reading = try Reading("key: blue\n")
        #expect(reading.root.choice("key", default: Colour.green) == .green)
        #expect(reading.sentences == ["key: expected one of: red, green, found \"blue\" (site.yaml:1:6)"])
    }

    @Test func `compares a choice without the blanks around it`() throws {
        let reading = try Reading("key: \" red \"\n")
        #expect(reading.root.choice("key", default: Colour.green) == .red)
        #expect(reading.sentences.isEmpty)
    }

    @Test func `collects all problems with key, expectation, finding and place`() throws {
        let reading = try Reading(
            """
            a:
              flag: maybe
              list: word
              section: 5
            b:
              - name: 7
              - word
            """)
        let a = reading.root.section("a")
        _ = a.boolean("flag")
        _ = a.texts("list")
        _ = a.section("section")
        for entry in reading.root.sections("b") { _ = entry.requiredText("name") }
        _ = a.requiredText("absent")
        #expect(
            Set(reading.sentences) == [
                "a.flag: expected true or false, found \"maybe\" (site.yaml:2:9)",
                "a.list: expected a list of texts, found a text (site.yaml:3:9)",
                "a.section: expected keys and values below it, found a number (site.yaml:4:12)",
                "b[0].name: expected a text, found \"7\" (site.yaml:6:11)",
                "b[1]: expected keys and values, found \"word\" (site.yaml:7:5)",
                "a.absent: expected a text, found nothing (site.yaml:2:3)",
            ])
    }

    @Test func `reports a mistake once, however often the value is read`() throws {
        let reading = try Reading("flag: maybe\nlist: [1]\nsection: 5\n")
        for _ in 1...3 {
            _ = reading.root.boolean("flag")
            _ = reading.root.sections("list")
            _ = reading.root.section("section").text("x")
        }
        #expect(reading.reading.problems.map(\.key) == ["flag", "list[0]", "section"])
    }

    @Test func `reports an empty text where one is required`() throws {
        let reading = try Reading("name: \"\"\n")
        #expect(reading.root.requiredText("name") == "")
        #expect(reading.sentences == ["name: expected a text, found an empty text (site.yaml:1:7)"])
    }

    @Test(arguments: ["12345678", "[hunter2]", "{hunter2: x}", "true"])
    func `never shows a secret`(text: String) throws {
        let reading = try Reading("password: \(text)\n")
        #expect(reading.root.text("password", isSecret: true) == nil)
        #expect(reading.reading.problems.map(\.key) == ["password"])
        #expect(reading.reading.problems.map(\.expected) == ["a text"])
        for sentence in reading.sentences {
            #expect(!sentence.contains("12345678"))
            #expect(!sentence.contains("hunter2"))
        }
    }

    @Test func `shortens long values in problems`() throws {
        let reading = try Reading("flag: " + String(repeating: "x", count: 5000) + "\n")
        _ = reading.root.boolean("flag")
        #expect(reading.sentences[0].utf8.count < 150)
    }

    @Test func `gives no name of a list to which a value is missing`() throws {
        let reading = try Reading("tags:\n  a: x\n  b:\n  c: [1]\n")
        #expect(reading.root.pairs("tags").map(\.name) == ["a"])
        #expect(reading.reading.problems.map(\.key) == ["tags.b", "tags.c"])
    }

    @Test func `suggests the nearest key for an unknown one`() throws {
        let reading = try Reading("s:\n  pollingIntervall: 5\n  host: a\n")
        let section = reading.root.section("s")
        _ = section.text("host")
        _ = section.integer("pollingInterval", in: 1...9)
        section.rejectUnknownKeys()
        #expect(
            reading.sentences == [
                "s.pollingIntervall: unknown key; did you mean pollingInterval? (site.yaml:2:3)"
            ])
    }

    @Test func `lists the keys when none is near`() throws {
        let reading = try Reading("s:\n  zebra: 5\n")
        let section = reading.root.section("s")
        _ = section.text("host")
        _ = section.text("address")
        section.rejectUnknownKeys()
        #expect(reading.reading.problems.map(\.expected) == ["a known key; the keys here are address, host"])
    }

    @Test func `only warns of unknown keys if told so`() throws {
        let reading = try Reading("promethus: 1\nnewRelic: 2\nhost: x\n")
        _ = reading.root.text("host")
        _ = reading.root.section("prometheus")
        reading.root.accept("newRelic")
        reading.root.warnOfUnknownKeys()
        #expect(reading.sentences.isEmpty)
        #expect(
            reading.reading.warnings == [
                "promethus is not a known key and has no effect, did you mean prometheus? (site.yaml:1:1)"
            ])
    }

    @Test func `tells an empty section from a missing one`() throws {
        let reading = try Reading("s: {}\n")
        #expect(reading.root.section("s").exists)
        #expect(!reading.root.section("t").exists)
        #expect(reading.root.has("s"))
    }

    @Test func `resolves aliases`() throws {
        let reading = try Reading("a: &x\n  port: 81\nb: *x\n")
        #expect(reading.root.section("b").port("port", default: 1) == 81)
    }
}
