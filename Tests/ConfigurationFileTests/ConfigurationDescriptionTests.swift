// SPDX-License-Identifier: MIT

import Testing

@testable import ConfigurationFile

/// What is made of the settings that a program reads.
@Suite struct ConfigurationDescriptionTests {
    /// A program's way to read its configuration.
    private func readAll(_ document: ConfigurationSection) {
        let web = document.section("web", "Where it listens.")
        _ = web.enableSwitch("Listen at all.", older: "enabled")
        _ = web.port("port", default: 80, "The port.")
        _ = web.requiredText("host", "The host.", format: .host, example: "example.com")
        _ = web.text("password", "Who may come in.", isSecret: true, example: "x")
        web.olderSection = "former"
        _ = web.text("moved", default: "here", "Was elsewhere.")
        for user in document.sections("users", "Who may.", isShown: true) {
            _ = user.requiredText("name", "The name.", example: "me")
            for key in user.sections("keys", "What opens.") {
                _ = key.integer("number", in: 1...9, default: 1, "Which.")
            }
            user.rejectUnknownKeys()
        }
        web.rejectUnknownKeys()
        document.rejectUnknownKeys()
    }

    private var settings: [ConfigurationSetting] {
        let reading = ConfigurationReading(isDescription: true)
        readAll(ConfigurationFile.describe(reading))
        #expect(reading.problems.isEmpty && reading.notes.isEmpty && reading.warnings.isEmpty)
        return reading.settings
    }

    @Test func `lists every key, also those of elements`() {
        #expect(
            settings.map(\.key) == [
                "web", "web.enable", "web.port", "web.host", "web.password", "web.moved", "users", "users[].name",
                "users[].keys", "users[].keys[].number",
            ])
        #expect(settings[1].olderKey == "enabled")
        #expect(settings[3].fallback == nil)
        #expect(settings[4].isSecret)
        #expect(settings[5].olderKey == "former.moved")
    }

    @Test func `makes a template`() {
        #expect(
            ConfigurationTemplate.text(settings, heading: ["A file."]) == """
                # A file.
                # Where it listens.
                web:
                  # Listen at all.
                  enable: false
                  # The port.
                  port: 80
                  # The host.
                  host: example.com
                  # Who may come in.
                  # password: x
                  # Was elsewhere.
                  moved: here
                # Who may.
                users:
                  # The name.
                  - name: me
                    # What opens.
                    keys: []
                    # keys:
                    #   - number: 1

                """)
    }

    @Test func `makes a complete template that reads back`() throws {
        let text = ConfigurationTemplate.text(settings, heading: [], isComplete: true)
        let reading = ConfigurationReading()
        readAll(try ConfigurationFile.parse(text, named: "f.yaml", reading: reading))
        #expect(reading.problems.isEmpty)
        #expect(reading.notes.isEmpty)
        #expect(reading.settings.count == settings.count)
        #expect(reading.settings.allSatisfy { $0.origin != .fallback || $0.key.hasSuffix("web") })
    }

    @Test func `makes a page`() {
        #expect(
            ConfigurationReference.text(settings, root: "web", introduction: "# Title\n", general: "All") == """
                # Title

                ## All

                | key | kind | default | meaning | older spelling |
                | --- | --- | --- | --- | --- |
                | `enable` | true or false | `false` | Listen at all. | `enabled` |
                | `port` | a port from 1 to 65535 | `80` | The port. |  |
                | `host` | a host name or an IP address, without scheme, port or path | required | The host. |  |
                | `password` | a text |  | Who may come in. |  |
                | `moved` | a text | `here` | Was elsewhere. | `former.moved` |

                """)
    }

    @Test func `explains what is in force`() throws {
        let reading = ConfigurationReading()
        let text =
            "web: {enabled: true, password: geheim, host: a}\nusers:\n  - name: one\n    keys: [{}, {number: 2}]\n"
        readAll(try ConfigurationFile.parse(text, named: "/etc/f.yaml", reading: reading))
        reading.override("web.port", value: "81", origin: .commandLine("--port"))
        #expect(
            ConfigurationExplanation.lines(reading.settings) == [
                "web:", "  enable: true  # f.yaml:1:16", "  port: 81  # command line, --port",
                "  host: a  # f.yaml:1:46", "  password: **********  # f.yaml:1:32", "  moved: here  # default",
                "users:  # f.yaml:3:3", "  - name: one  # f.yaml:3:11", "    keys:  # f.yaml:4:11",
                "      - number: 1  # default", "      - number: 2  # f.yaml:4:25",
            ])
    }

    @Test func `replaces a list and its elements`() throws {
        let reading = ConfigurationReading()
        readAll(try ConfigurationFile.parse("users: [{name: a}, {name: b}]\n", named: "f.yaml", reading: reading))
        reading.replaceElements(of: "users", origin: .environment("USERS"))
        reading.record(
            ConfigurationSetting(
                key: "users[0].name", kind: "a text", meaning: "x", fallback: nil, value: "c",
                origin: .environment("USERS"), example: ""))
        #expect(
            ConfigurationExplanation.lines(reading.settings).suffix(2) == [
                "users:  # environment, USERS", "  - name: c  # environment, USERS",
            ])
    }
}
