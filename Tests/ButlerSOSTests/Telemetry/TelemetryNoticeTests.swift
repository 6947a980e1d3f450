// SPDX-License-Identifier: MIT

import TelemetryClient
import Testing

@testable import ButlerSOS

@Suite struct TelemetryNoticeTests {
    private static let collector = "telemetry:\n  collectorURL: https://collect.example"

    private func lines(
        root: String = collector, environment: [String: String] = [:], noTelemetry: Bool = false,
        _ change: (inout TelemetrySetup) -> Void = { _ in }
    ) throws -> [String] {
        let site = try Site(root: root)
        var setup = try ImaginedHost.telemetry(site, environment: environment, noTelemetry: noTelemetry)
        change(&setup)
        return TelemetryNotice(setup: setup, configurationPath: "/etc/site.yaml", statePath: "/var/lib/butler sos")
            .lines
    }

    @Test func `says what is sent, where to and how to stop it`() throws {
        let lines = try lines()
        let text = lines.joined(separator: "\n")
        #expect(lines.count == 5)
        #expect(lines.allSatisfy { $0.hasPrefix("TELEMETRY: ") })
        for words in [
            "https://collect.example every 12 hours", "15 minutes after", "telemetry preview -c /etc/site.yaml",
            "anonTelemetry: false", "DO_NOT_TRACK=1", "--no-telemetry", "instance ID",
        ] { #expect(text.contains(words), "\(words)") }
    }

    @Test(arguments: [
        (0, "the first time right after"), (90_000, "the first time 90 seconds after"),
        (120_000, "the first time 2 minutes after"),
    ])
    func `spells the time before the first report`(milliseconds: Int, words: String) throws {
        let lines = try lines(root: Self.collector + "\n  firstStartGracePeriod: \(milliseconds)")
        #expect(lines.joined().contains(words))
    }

    @Test(arguments: [
        (ConsentVerdict.Reason.configuration, "anonTelemetry is false"), (.commandLine, "--no-telemetry"),
        (.environment("DO_NOT_TRACK"), "DO_NOT_TRACK"), (.storedChoice, "disabled with a command"),
        (.automation("CI"), "CI"), (.systemInfo, "systemInfo.enable"),
    ])
    func `says why it is off and nothing else`(reason: ConsentVerdict.Reason, words: String) throws {
        let lines = try lines { $0.verdict = .off(because: reason) }
        #expect(lines.count == 1)
        #expect(lines[0].hasPrefix("TELEMETRY: off: "))
        #expect(lines[0].contains(words))
        #expect(lines[0].hasSuffix("Nothing is sent."))
    }

    @Test func `says that there is nowhere to send to`() throws {
        #expect(try lines(root: "") == ["TELEMETRY: on, but no collector is configured: nothing is sent"])
    }

    @Test func `says that nothing is sent under an ID that does not last`() throws {
        let lines = try lines { $0.identity.kind = .ephemeral(because: "the disk is full") }
        #expect(lines.count == 2)
        #expect(lines[0].contains("nothing is sent: the disk is full"))
        #expect(lines[1].contains("BUTLER_SOS_TELEMETRY_SECRET"))
    }

    @Test func `says that the ID is new because the disk was copied`() throws {
        let lines = try lines { $0.identity.kind = .renewedAfterCopy }
        #expect(lines.count == 6)
        #expect(lines[0].contains("another machine"))
    }
}
