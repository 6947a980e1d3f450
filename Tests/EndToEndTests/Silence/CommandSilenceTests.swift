// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

/// Looking at telemetry, and changing one's mind about it, sends nothing, whether it is on or off.
@Suite(.timeLimit(.minutes(3)))
struct CommandSilenceTests {
    @Test func `commands send nothing unless they are confirmed to`() async throws {
        try await IsolatedNetwork.run(.refusal) { network in
            let site = try await IsolatedSite(in: network)
            var setup = MonitorSetup()
            setup.gracePeriod = 3_600_000
            let monitor = try await site.start(setup)
            #expect(try await site.waitForPolls(1), "\(monitor.text)")
            for word in ["status", "preview", "history", "verify", "disable", "status", "enable"] {
                let command = try await site.command(word)
                #expect(command.exitStatus == 0, "\(word): \(command.text)")
            }
            let file = network.directory.file("report.json")
            let export = try await site.command("export", file)
            #expect(export.exitStatus == 0 && FileManager.default.fileExists(atPath: file), "\(export.text)")
            for word in ["delete", "reset-id"] {
                let command = try await site.command(word)
                #expect(
                    command.exitStatus == 1 && command.text.contains("nothing was sent"), "\(word): \(command.text)")
            }
            try await site.stop(monitor)
            try await network.expectSilence()
        }
    }
}
