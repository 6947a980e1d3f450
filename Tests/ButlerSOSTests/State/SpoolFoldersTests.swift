// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

@testable import ButlerSOS

@Suite struct SpoolFoldersTests {
    @Test func `names folders with records that nobody will deliver`() throws {
        let state = try TemporaryDirectory()
        for (name, file) in [
            ("influxdb-v1", "000000000001.records"), ("influxdb-v2", "000000000007.records"), ("mqtt", "position"),
        ] {
            let folder = SpoolFolders.path(of: name, in: state.path)
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            _ = try state.write("", to: "spool/\(name)/\(file)")
        }
        #expect(SpoolFolders.forgotten(in: state.path, used: ["influxdb-v2"]) == ["influxdb-v1"])
        #expect(SpoolFolders.forgotten(in: state.path, used: []) == ["influxdb-v1", "influxdb-v2"])
        #expect(SpoolFolders.forgotten(in: state.file("elsewhere"), used: []).isEmpty)
    }
}
