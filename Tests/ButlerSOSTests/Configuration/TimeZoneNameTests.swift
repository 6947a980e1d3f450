// SPDX-License-Identifier: MIT

import Testing

@testable import ButlerSOS

@Suite struct TimeZoneNameTests {
    @Test(arguments: [
        ("", true), ("UTC", true), ("Europe/Berlin", true), (":Europe/Berlin", true), ("/usr/share/zoneinfo/UTC", true),
        ("CET-1CEST,M3.5.0,M10.5.0/3", true), ("<+03>-3", true), ("UTC0", true),
        ("Nowhere/City", false), ("Europe/Berlinn", false), ("/nowhere", false), ("x", false),
    ])
    func `knows zones of this host and rules`(name: String, isKnown: Bool) {
        #expect(TimeZoneName.isKnown(name) == isKnown)
    }

    @Test func `one that is not known is worth a warning, which says what happens`() throws {
        #expect(try Site().read(environment: ["TZ": "Europe/Berlin"]).warnings.isEmpty)
        let warnings = try Site().read(environment: ["TZ": "Nowhere/City"]).warnings
        #expect(warnings.count == 1)
        #expect(warnings.first?.hasPrefix("TZ=Nowhere/City in the environment is no time zone") == true)
    }
}
