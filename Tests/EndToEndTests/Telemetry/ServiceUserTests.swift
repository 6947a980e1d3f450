// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

/// The monitor as a service of its own user, and an administrator with a root shell.
@Suite(.serialized, .enabled(if: geteuid() == 0, "needs root, to be two users at once"))
struct ServiceUserTests {
    private static let user = "65534"

    @Test func `root switches a running service off and on again, and the files stay the service's`() async throws {
        let simulation = try await Simulation()
        let collector = try await RunningCollector()
        try simulation.add("telemetry:\n  collectorURL: \(collector.url)\n  firstStartGracePeriod: 6000")
        // As systemd sets it up: the folder is there, and the service's.
        let folder = simulation.directory.file("var/butler-sos")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let shell = try ChildProcess(
            "/bin/sh",
            [
                "-c",
                "chmod -R a+rX \"$1\" && chmod a+x \"$(dirname \"$1\")\" && chown -R \(Self.user):\(Self.user) \"$2\"",
                "sh", simulation.directory.path, folder,
            ])
        #expect(try await shell.waitForExit() == 0)
        let service = try ChildProcess(
            "/usr/bin/setpriv",
            [
                "--reuid", Self.user, "--regid", Self.user, "--clear-groups", Programs.monitor, "-c",
                simulation.configuration,
            ], environment: ["STATE_DIRECTORY": folder])
        #expect(try await service.waitForOutput("metrics are served url"), "\(service.text)")

        // The service's folder, at the place where services keep their state.
        let command =
            "mount -t tmpfs none /var/lib && ln -s \"$1\" /var/lib/butler-sos && \"$2\" telemetry \"$4\" -c \"$3\""
        for verb in ["disable", "status", "enable", "reset-id"] {
            let root = try ChildProcess(
                "/usr/bin/unshare",
                [
                    "-m", "/bin/sh", "-c", verb == "reset-id" ? command + " --yes" : command, "sh", folder,
                    Programs.monitor,
                    simulation.configuration, verb,
                ], environment: ["XDG_STATE_HOME": simulation.directory.file("root")])
            #expect(try await root.waitForExit() == 0, "\(verb): \(root.text)")
            if verb == "status" { #expect(root.text.contains("it was disabled with a command"), "\(root.text)") }
            if verb == "disable" {
                // The service looks before it sends: its grace period ends, and nothing comes.
                let polls = try await simulation.metric("butlersos_polls_total")
                #expect(
                    try await poll { try await simulation.metric("butlersos_polls_total") >= polls + 36 })
                #expect(try await collector.storedReports() == 0)
            }
            for name in try FileManager.default.contentsOfDirectory(atPath: "\(folder)/telemetry") {
                let facts = try FileManager.default.attributesOfItem(atPath: "\(folder)/telemetry/\(name)")
                #expect(facts[.ownerAccountID] as? Int == Int(Self.user), "\(name) after \(verb)")
                #expect(facts[.posixPermissions] as? Int == 0o600, "\(name) after \(verb)")
            }
        }
        service.send(SIGTERM)
        #expect(try await service.waitForExit() == 0)
    }
}
