// SPDX-License-Identifier: MIT

import ConfigurationFile
import Testing

/// Sections that are switched off, values that are gaps, and what nothing can stand in for.
@Suite struct ConfigurationSwitchTests {
    private func read(_ text: String) throws -> Reading {
        let reading = try Reading(text)
        let web = reading.root.section("web")
        _ = web.enableSwitch("x", older: "enabled")
        _ = web.requiredText("host", format: .host)
        _ = web.port("port", default: 80)
        _ = web.section("inner").boolean("flag", default: false)
        web.rejectUnknownKeys()
        return reading
    }

    @Test(arguments: ["web: {enable: true, port: 0}", "web: {enabled: true, port: 0, enable: false}"])
    func `mistakes count while a section is on`(text: String) throws {
        let reading = try read(text)
        #expect(reading.reading.problems.map(\.key) == ["web.host", "web.port"])
        #expect(reading.reading.problems.map(\.hasDefault) == [false, true])
        #expect(reading.reading.notes.isEmpty)
    }

    @Test(arguments: [
        "web: {enable: false, port: 0, inner: {flag: 7}, xyz: 1}", "web: {port: 0, inner: {flag: 7}, xyz: 1}",
    ])
    func `mistakes are notes while it is off, and nothing is missing`(text: String) throws {
        let reading = try read(text)
        #expect(reading.reading.problems.isEmpty)
        #expect(reading.reading.notes.map(\.key) == ["web.port", "web.inner.flag", "web.xyz"])
    }

    @Test func `a typo of the switch counts even so`() throws {
        #expect(try read("web: {enabel: true}").reading.problems.map(\.key) == ["web.enabel"])
        #expect(try read("web: {enabel: true, enable: false}").reading.problems.isEmpty)
    }

    @Test func `a text in angle brackets is a gap, unless any text is right`() throws {
        let reading = try Reading("a: <IP>\nb: <pw>\nc: <IP>\nd: [<IP>]\ne: [<IP>]\nf: '<'\ng: <>\n")
        let root = reading.root
        #expect(root.text("a") == nil)
        #expect(root.text("b", isSecret: true) == nil)
        #expect(root.text("c", format: .verbatim) == "<IP>")
        #expect(root.texts("d") == [])
        #expect(root.texts("e", format: .verbatim) == ["<IP>"])
        #expect(root.text("f") == "<")
        #expect(root.text("g") == "<>")
        #expect(
            reading.reading.problems.map(\.found) == ["the placeholder <IP>", "a placeholder", "the placeholder <IP>"])
    }

    @Test func `formats trim, plain texts do not`() throws {
        let reading = try Reading("a: ' host '\nb: ' text '\n")
        #expect(reading.root.text("a", format: .host) == "host")
        #expect(reading.root.text("b") == " text ")
    }

    @Test func `looks inside without a word`() throws {
        let reading = try Reading("a: {b: {c: true, d: }}\ne: 5\n")
        let root = reading.root
        #expect(root.isTrue(inside: "a.b.c"))
        #expect(root.has(inside: "a.b"))
        #expect(!root.has(inside: "a.b.d"))
        #expect(!root.isTrue(inside: "e.f"))
        #expect(!root.isTrue(inside: "e"))
        #expect(root.mentions("b", in: "a"))
        #expect(!root.mentions("b", in: "e"))
        #expect(reading.sentences.isEmpty)
    }

    @Test func `a list that is missing is empty in force and has one element in a description`() throws {
        #expect(try Reading("a: 1\n").root.sections("list").isEmpty)
        let described = ConfigurationFile.describe(ConfigurationReading(isDescription: true))
        #expect(described.sections("list").map(\.path) == ["list[]"])
    }

    @Test func `a member may stand for a text`() throws {
        let reading = try Reading("a: [x, {id: y}, {other: z}]\n")
        #expect(reading.root.texts("a", orMember: "id") == ["x", "y"])
        #expect(reading.reading.problems.map(\.key) == ["a[2]"])
    }
}
