// SPDX-License-Identifier: MIT

import LogOutput
import TelemetryClient
import Testing

@testable import ButlerSOS

@Suite struct BannerTests {
    private func lines(
        root: String = "", files: HostFiles = ImaginedHost.files, makesStateFolder: Bool = true
    ) throws -> (id: String, lines: [String]) {
        let site = try Site(root: root)
        let telemetry = try ImaginedHost.telemetry(site, files: files, makesStateFolder: makesStateFolder)
        let banner = Banner(configuration: try site.read(), logLevel: .debug, telemetry: telemetry, files: files)
        return (telemetry.id, banner.lines)
    }

    /// The value of a line.
    private func value(_ label: String, _ lines: [String]) -> String? {
        lines.first { $0.hasPrefix(label + " ") }.map { String($0.dropFirst(20)) }
    }

    @Test func `aligns all values in one column`() throws {
        let lines = try lines().lines
        let values = lines.filter { $0.contains(":") }
        #expect(values.count == 19)
        for line in values {
            let column = Array(line)
            #expect(column[18] == ":" && column[19] == " " && column.count > 20, "\(line)")
        }
        #expect(lines.first == String(repeating: "-", count: 38))
        #expect(lines.last == lines.first)
        #expect(lines[1] == "Starting Butler SOS")
    }

    @Test func `tells what runs and on what`() throws {
        let (id, lines) = try lines()
        #expect(value("Log level", lines) == "debug")
        #expect(value("App version", lines) == ButlerSOSVersion.current)
        #expect(value("Instance ID", lines) == id)
        #expect(value("Running in Docker", lines) == "false")
        #expect(value("Distro", lines) == "Ubuntu")
        #expect(value("Release", lines) == "24.04.1 LTS")
        #expect(value("Processors", lines) == "2")
        #expect(value("Physical cores", lines) == "3")
        #expect(value("Total memory", lines) == "2097152")
        #expect(value("Docker arch.", lines) == "N/A")
        #expect(value("CA cert", lines)?.hasSuffix("certs/root.pem") == true)
    }

    @Test func `sees that it runs in a container`() throws {
        let lines = try lines(files: HostFiles(["/.dockerenv": ""])).lines
        #expect(value("Running in Docker", lines) == "true")
        #expect(value("Docker arch.", lines) == value("Architecture", lines))
    }

    @Test func `says that an ID is for one run`() throws {
        let (id, lines) = try lines(makesStateFolder: false)
        #expect(value("Instance ID", lines) == "\(id) (for this run only)")
    }

    @Test func `tells nothing about a host that must not be looked at`() throws {
        let lines = try lines(root: "systemInfo: {enable: false}").lines
        #expect(value("Distro", lines) == "unknown")
        #expect(value("Virtual", lines) == "unknown")
        #expect(value("Processors", lines) == "1")
        #expect(value("Physical cores", lines) == "1")
        #expect(value("Total memory", lines) == "0")
    }
}
