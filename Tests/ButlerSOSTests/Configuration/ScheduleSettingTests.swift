// SPDX-License-Identifier: MIT

import ConfigurationFile
import Testing

@testable import ButlerSOS

@Suite struct ScheduleSettingTests {
    @Test(arguments: ["every 90 minutes", "on the 30th day of february", "now and then"])
    func `a schedule that does not happen as meant is a problem of its key`(text: String) throws {
        let problems = try Site(
            root: "heartbeat: {enable: true, remoteURL: 'http://a.example', frequency: \(text)}"
                + "\nuptimeMonitor: {enable: true, frequency: \(text)}"
        ).problems()
        #expect(problems.map(\.key) == ["Butler-SOS.heartbeat.frequency", "Butler-SOS.uptimeMonitor.frequency"])
        #expect(problems.allSatisfy { $0.found == "\"\(text)\"" })
    }

    @Test func `a schedule that is over is a warning`() throws {
        let configuration = try Site(root: "uptimeMonitor: {enable: true, frequency: every hour in 2020}").read()
        #expect(configuration.warnings.count == 1)
        #expect(configuration.warnings.first?.contains("uptimeMonitor.frequency names no time") == true)
    }
}
