// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

/// The sample service in Examples, which sees of the client only what is public.
struct EmbedderTests {
    private static let program = Programs.path("coffee-machine")

    @Test func `another service shows its own report, with its own features and ID`() async throws {
        let directory = try TemporaryDirectory()
        let state = ["STATE_DIRECTORY": directory.file("state"), "GRINDER": "on"]
        var texts: [String] = []
        for _ in 0..<2 {
            let preview = try ChildProcess(Self.program, ["preview"], environment: state)
            #expect(try await preview.waitForExit() == 0)
            texts.append(preview.text)
        }
        #expect(texts[0].contains("\"service\":\"coffee-machine\""))
        #expect(texts[0].contains("{\"grinder\":true,\"milk\":false}"))
        #expect(texts[0].dropFirst(60) == texts[1].dropFirst(60), "the ID stays")
    }

    @Test(arguments: [("DO_NOT_TRACK", "1"), ("COFFEE_MACHINE_TELEMETRY", "off"), ("CI", "true")])
    func `another service obeys the same switches, and its own variable`(name: String, value: String) async throws {
        let directory = try TemporaryDirectory()
        let process = try ChildProcess(
            Self.program, [],
            environment: [
                "STATE_DIRECTORY": directory.file("state"), name: value,
                "COFFEE_MACHINE_TELEMETRY_URL": "http://127.0.0.1:9",
            ])
        #expect(try await process.waitForExit() == 0)
        #expect(process.text.contains("TELEMETRY: off: the environment variable \(name)"), "\(process.text)")
    }
}
