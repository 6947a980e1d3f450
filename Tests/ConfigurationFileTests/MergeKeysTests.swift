// SPDX-License-Identifier: MIT

import Testing

@testable import ConfigurationFile

@Suite struct MergeKeysTests {
    private func read(_ text: String) throws -> ConfigurationSection {
        try ConfigurationFile.parse(text, named: "f.yaml", reading: ConfigurationReading())
    }

    private func problem(_ text: String) -> String? {
        do throws(ConfigurationFile.Failure) {
            _ = try ConfigurationFile.parse(text, named: "f.yaml", reading: ConfigurationReading())
            return nil
        } catch { return error.problem }
    }

    @Test func `what a merge key names stands where it stands`() throws {
        let root = try read(
            """
            common: &common {host: h, port: 1, tags: {a: b}}
            server:
              <<: *common
              port: 2
            list:
              - {<<: *common, host: i}
            """)
        let server = root.section("server")
        #expect(server.has(inside: "tags.a"))
        #expect(server.requiredText("host", "", example: "") == "h")
        #expect(server.port("port", default: 9, "") == 2)
        #expect(root.sections("list").first?.requiredText("host", "", example: "") == "i")
        server.accept("tags")
        server.rejectUnknownKeys()
        #expect(root.reading.problems.isEmpty)
    }

    @Test func `of several the first wins, and what is merged may merge itself`() throws {
        let root = try read(
            """
            a: &a {x: 1}
            b: &b {<<: *a, x: 2, y: 3}
            c: {<<: [*b, {x: 4, y: 5, z: 6}]}
            """)
        let merged = root.section("c")
        #expect(["x", "y", "z"].map { merged.port($0, default: 9, "") } == [2, 3, 6])
    }

    @Test func `in quotes it is a key like others`() throws {
        #expect(try read("a: {'<<': {b: c}}").section("a").has(inside: "b") == false)
    }

    @Test(arguments: ["a: {<<: 5}", "a: {<<: }", "a: {<<: [{b: c}, d]}"])
    func `what cannot be merged is pointed at`(text: String) {
        #expect(
            problem(text)
                == "line 1, column 5: << takes keys and values from elsewhere: expected *NAME of an anchor before them, "
                + "or a list of such")
    }

    @Test func `a document that merging would make endless is refused`() {
        var lines = ["a0: &a0 {x: y}"]
        for level in 1...40 {
            lines.append("a\(level): &a\(level) {p: *a\(level - 1), q: *a\(level - 1), <<: *a\(level - 1)}")
        }
        #expect(problem(lines.joined(separator: "\n"))?.contains("too many keys and values after merging") == true)
    }
}
