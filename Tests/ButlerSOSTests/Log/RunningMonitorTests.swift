// SPDX-License-Identifier: MIT

import Foundation
import LogOutput
import MonitoringTestKit
import Testing

@testable import ButlerSOS

@Suite struct RunningMonitorTests {
    @Test func `only a monitor that runs can be told a level`() throws {
        let site = try Site()
        let folder = site.directory.file("state")
        func monitor() throws -> RunningMonitor {
            try RunningMonitor(configurationPath: site.path, stateDirectory: folder, environment: ["HOME": "/nowhere"])
        }
        #expect(throws: StateDirectoryFailure.self) { try monitor() }
        let state = StateDirectory(given: folder, environment: [:], configurationPath: site.path)
        let wish = LevelWish(state: folder)
        do {
            let lock = try state.open(configurationPath: site.path)
            defer { withExtendedLifetime(lock) {} }
            #expect(try monitor().setLevel(.debug).contains("logs at debug"))
            #expect(wish.read() == .debug)
            #expect(try monitor().setLevel(nil).contains("configured level"))
            #expect(wish.read() == nil)
        }
        let failure = #expect(throws: RunningMonitor.NotRunning.self) { try monitor() }
        #expect(failure?.description.contains("no monitor runs with the state folder \(folder)") == true)
    }
}
