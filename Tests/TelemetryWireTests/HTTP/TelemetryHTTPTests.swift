// SPDX-License-Identifier: MIT

import TelemetryWire
import Testing

struct TelemetryHTTPTests {
    @Test func `has a place for each installation`() {
        let id = String(repeating: "0a", count: 32)
        #expect(TelemetryHTTP.installationPath(id: id) == "/v2/installations/\(id)")
        #expect(TelemetryHTTP.installationPath(id: id).hasPrefix(TelemetryHTTP.installationsPath + "/"))
    }
}
