// SPDX-License-Identifier: MIT

import Testing

@testable import TelemetryClient

struct TelemetryNoticeTests {
    private func lines(
        collector: String? = "https://collect.example", _ change: (inout Telemetry) -> Void = { _ in },
        options: (inout TelemetryOptions) -> Void = { _ in }
    ) throws -> [String] {
        var installation = try Installation(collector: try collector.map { try CollectorURL($0) })
        installation.options.guidance.see = "the preview command"
        installation.options.guidance.turnOff = "the disable command"
        installation.options.guidance.erase = "the delete command"
        options(&installation.options)
        var telemetry = installation.start()
        change(&telemetry)
        return telemetry.notice
    }

    @Test func `says what is sent, where to and how to stop it`() throws {
        let lines = try lines()
        #expect(
            lines == [
                "TELEMETRY: on. It tells the makers which features are on and what this program runs on, nothing about "
                    + "you or your site.",
                "TELEMETRY: sent to https://collect.example every 12 hours, the first time 15 minutes after this notice "
                    + "was first shown",
                "TELEMETRY: see exactly what is sent: the preview command",
                "TELEMETRY: turn it off: the disable command",
                "TELEMETRY: erase what was sent: the delete command",
            ])
    }

    @Test(arguments: [
        (0, "the first time right after"), (90, "the first time 90 seconds after"),
        (120, "the first time 2 minutes after"),
    ])
    func `spells the time before the first report`(_ seconds: Int, _ words: String) throws {
        let lines = try lines(options: { $0.gracePeriod = .seconds(seconds) })
        #expect(lines.joined().contains(words))
    }

    @Test(arguments: [
        (ConsentVerdict.Reason.configuration, "anonTelemetry is false"), (.commandLine, "--no-telemetry"),
        (.environment("DO_NOT_TRACK"), "DO_NOT_TRACK"), (.storedChoice, "disabled with a command"),
        (.automation("CI"), "CI"), (.systemInfo, "systemInfo.enable"),
    ])
    func `says why it is off and nothing else`(_ reason: ConsentVerdict.Reason, _ words: String) throws {
        let lines = try lines({ $0.verdict = .off(because: reason) })
        #expect(lines.count == 1)
        #expect(lines[0].hasPrefix("TELEMETRY: off: "))
        #expect(lines[0].contains(words))
        #expect(lines[0].hasSuffix("Nothing is sent."))
    }

    @Test func `says that there is nowhere to send to`() throws {
        #expect(
            try lines(collector: nil) == ["TELEMETRY: on, but no collector is configured: nothing is sent"])
    }

    @Test func `says that nothing is sent under an ID that does not last, and the way out`() throws {
        let lines = try lines({ $0.identity.kind = .ephemeral(because: "the disk is full") })
        #expect(lines.count == 2)
        #expect(lines[0].contains("nothing is sent: the disk is full"))
        #expect(lines[1].contains("BUTLER_SOS_TELEMETRY_SECRET"))
    }

    @Test func `says that the ID is new because the disk was copied`() throws {
        let lines = try lines({ $0.identity.kind = .renewedAfterCopy })
        #expect(lines.count == 6)
        #expect(lines[0].contains("another machine"))
    }

    @Test func `says that others could read the secret, also when it is off`() throws {
        let note = "other users could read the secret"
        let lines = try lines({ telemetry in
            telemetry.identity.notes = [note]
            telemetry.verdict = .off(because: .storedChoice)
        })
        #expect(lines.first == "TELEMETRY: \(note)")
        #expect(lines.count == 2)
    }

    @Test func `names the proxy on the way, or what is wrong with it, and never its password`() throws {
        let through = try lines(options: { $0.environment = ["HTTPS_PROXY": "http://me:geheim@proxy.example:3128"] })
        #expect(
            through[1].contains("sent to https://collect.example through the proxy http://proxy.example:3128 every"))
        let wrong = try lines(options: { $0.environment = ["HTTPS_PROXY": "http://me:geheim@proxy.example:x"] })
        #expect(wrong.count == 1)
        #expect(wrong[0].hasPrefix("TELEMETRY: on, but nothing is sent: HTTPS_PROXY is not a proxy's address"))
        #expect(!(through + wrong).joined().contains("geheim"))
    }

    @Test func `leaves out how to see it if there is no way`() throws {
        let lines = try lines(options: { $0.guidance = .init() })
        #expect(lines.count == 4)
        #expect(lines.allSatisfy { !$0.contains("see exactly") })
        #expect(lines.contains("TELEMETRY: turn it off: DO_NOT_TRACK=1"))
    }
}
