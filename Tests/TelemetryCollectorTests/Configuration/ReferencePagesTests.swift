// SPDX-License-Identifier: MIT

import Foundation
import TelemetryCollector
import TelemetryWire
import Testing

struct ReferencePagesTests {
    @Test(arguments: [
        ("docs/collector-configuration.md", CollectorReference.text),
        ("docs/reference/telemetry-collector.openapi.json", CollectorInterface.text),
    ])
    func `the file in the repository is what would be generated now`(_ path: String, _ text: String) throws {
        var root = URL(filePath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        let isCurrent = try String(contentsOf: root.appending(path: path), encoding: .utf8) == text
        #expect(isCurrent, "\(path) is old: make reference")
    }
}
