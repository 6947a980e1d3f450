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
        installation.options.guidance.disable = "the disable command"
        installation.options.guidance.turnOff = "the setting"
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
                "TELEMETRY: turn it off: the disable command, or the setting, or BUTLER_SOS_TELEMETRY=off, or DO_NOT_TRACK=1",
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
        (ConsentVerdict.Reason.configuration, "the configuration says so"),
        (.commandLine, "the command line says so"), (.environment("DO_NOT_TRACK"), "DO_NOT_TRACK"),
        (.storedChoice, "disabled with a command"), (.automation("CI"), "CI"), (.host, "facts about the host"),
    ])
    func `says why it is off, and how to erase what was sent before`(
        _ reason: ConsentVerdict.Reason, _ words: String
    ) throws {
        let lines = try lines({ $0.verdict = .off(because: reason) })
        #expect(lines.count == 3)
        #expect(lines[0].hasPrefix("TELEMETRY: off: "))
        #expect(lines[0].contains(words))
        #expect(lines[0].hasSuffix("Nothing is sent."))
        #expect(lines[2] == "TELEMETRY: erase what was sent: the delete command")
    }

    @Test func `says why in the service's own words`() throws {
        let lines = try lines(
            { $0.verdict = .off(because: .configuration) }, options: { $0.guidance.configuration = "telemetry = no" })
        #expect(lines[0] == "TELEMETRY: off: telemetry = no. Nothing is sent.")
    }

    @Test func `knows no words of any one service`() throws {
        let texts =
            try [ConsentVerdict.Reason.configuration, .commandLine, .host].flatMap { reason in
                try lines({ $0.verdict = .off(because: reason) })
            } + lines()
        for word in ["anonTelemetry", "--no-telemetry", "systemInfo", "Butler", "Sense", "Qlik"] {
            #expect(!texts.joined().contains(word), "\(word)")
        }
    }

    @Test func `says that there is nowhere to send to`() throws {
        let lines = try lines(collector: nil)
        #expect(lines[0] == "TELEMETRY: on, but no collector is configured: nothing is sent")
        #expect(lines.count == 4)
    }

    @Test func `says that nothing is sent under an ID that does not last, and the ways out`() throws {
        let lines = try lines(
            { $0.identity.kind = .ephemeral(because: "the disk is full") }, options: { $0.guidance.reset = "the reset" }
        )
        #expect(lines[0].contains("nothing is sent: the disk is full"))
        #expect(lines[1] == "TELEMETRY: start anew with another ID: the reset")
        #expect(lines[2].contains("BUTLER_SOS_TELEMETRY_SECRET"))
        // Nothing can be stored here, so the command is no way to turn it off.
        #expect(lines.contains { $0.hasPrefix("TELEMETRY: turn it off: the setting, or BUTLER_SOS") })
    }

    @Test func `says what in the settings is in the way`() throws {
        let lines = try lines(options: { $0.obstacle = "a setting is wrong" })
        #expect(lines[0] == "TELEMETRY: on, but nothing is sent: a setting is wrong")
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
        #expect(lines[1].hasPrefix("TELEMETRY: off"))
    }

    @Test func `names the proxy on the way, or what is wrong with it, and never its password`() throws {
        let through = try lines(options: { $0.environment = ["HTTPS_PROXY": "http://me:geheim@proxy.example:3128"] })
        #expect(
            through[1].contains("sent to https://collect.example through the proxy http://proxy.example:3128 every"))
        let wrong = try lines(options: { $0.environment = ["HTTPS_PROXY": "http://me:geheim@proxy.example:x"] })
        #expect(wrong[0].hasPrefix("TELEMETRY: on, but nothing is sent: HTTPS_PROXY is not a proxy's address"))
        #expect(!(through + wrong).joined().contains("geheim"))
    }

    @Test func `leaves out how to see it if there is no way`() throws {
        let lines = try lines(options: { $0.guidance = .init() })
        #expect(lines.count == 4)
        #expect(lines.allSatisfy { !$0.contains("see exactly") })
        #expect(lines.contains("TELEMETRY: turn it off: BUTLER_SOS_TELEMETRY=off, or DO_NOT_TRACK=1"))
    }
}
