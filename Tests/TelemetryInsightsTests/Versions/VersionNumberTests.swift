// SPDX-License-Identifier: MIT

import Testing

@testable import TelemetryInsights

struct VersionNumberTests {
    /// Of a program that replaces no other.
    private func version(_ text: String) -> VersionNumber { VersionOrder(service: "coffee").version(text) }

    @Test(arguments: [
        ("14.9", "14.10"), ("9.9", "14.0"), ("14", "14.1"), ("v20.1", "20.2"), ("14.2", "15"), ("0", "0.1"),
        ("14.99999", "15.0"),
    ])
    func `parts are compared as numbers`(older: String, newer: String) {
        #expect(version(older).isOlder(than: version(newer)))
        #expect(!version(newer).isOlder(than: version(older)))
    }

    @Test(arguments: [
        "other", "", ".", "14.", ".1", "14..1", "14.x", "15.0-beta", "-1", "+1.2", "1.+2", "vv1", "v", "１４.2",
        "99999999999999999999.1", "14.2 ",
    ])
    func `what is not made of numbers is neither older nor newer, and never a trap`(text: String) {
        let (odd, usual) = (version(text), version("14.2"))
        #expect(!odd.isNumeric)
        #expect(!odd.isOlder(than: usual) && !usual.isOlder(than: odd))
    }

    @Test func `zeros at the end make no difference`() {
        #expect(!version("14").isOlder(than: version("14.0")))
        #expect(!version("14.0").isOlder(than: version("14")))
    }

    @Test func `lists begin with the newest and end with what is not made of numbers`() {
        let versions = ["other", "14.9", "alpha", "14.10", "14.0", "14", "v15.0"].map { version($0) }
        #expect(
            versions.sorted { $0.isListed(before: $1) }.map(\.text)
                == ["v15.0", "14.10", "14.9", "14", "14.0", "alpha", "other"])
    }
}
