// SPDX-License-Identifier: MIT

import TelemetryWire
import Testing

struct ViolationTests {
    @Test(arguments: ["a", "hostName", "uptimeMonitor_storeInInfluxdb", "__proto__", String(repeating: "x", count: 40)])
    func `repeats names that look like names`(_ name: String) {
        #expect(Violation.harmless(name) == name)
    }

    @Test(arguments: [
        "", "a1", "a b", "a.b", "a-b", "a/b", "é", "\u{212A}", "a\n", "<b>", "😀", String(repeating: "x", count: 41),
        "sense01.example.com",
    ])
    func `repeats no other name`(_ name: String) {
        #expect(Violation.harmless(name) == "…")
    }
}
