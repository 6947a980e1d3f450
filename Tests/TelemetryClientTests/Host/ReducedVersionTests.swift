// SPDX-License-Identifier: MIT

import Testing

@testable import TelemetryClient

struct ReducedVersionTests {
    @Test(arguments: [
        ("12", "12"), ("22.04", "22.04"), ("22.04.4", "22.04.4"), ("v3.20", "v3.20"), ("V10", "V10"),
        ("9.4 (Plow)", "9.4"),
        ("22.04.4 LTS", "22.04.4 LTS"), ("22.04.4 LTS (Jammy Jellyfish)", "22.04.4 LTS"), ("22.04 prod LTS", "22.04"),
        ("22.04 LTSprod", "22.04"), ("22.04LTS", "22.04"), ("15-SP5", "15-SP5"), ("15-SP55", "15-SP5"),
        ("15-SP0", "15"),
        ("15-SP", "15"), ("15-SPx", "15"), ("15-prod", "15"), ("  12\n", "12"), ("3.21.0_alpha20240807", "3.21.0"),
        ("2023.6.20241031", "2023.6.20241031"), ("2023.6.20241331", "2023.6"), ("2023.6.20241100", "2023.6"),
        ("2023.6.19991231", "2023.6"), ("413.92.202310210500-0", "413.92"), ("12.", "12"), ("12..5", "12"),
        ("12.x", "12"), ("1.2.3.4", "1.2.3"), ("10.20.30.40", "10.20.30"), ("12+corp", "12"), ("12\0prod", "12"),
        ("9999.9999.9999", "9999.9999.9999"), ("20241015", "20241015"), ("5\u{301}", "5"),
    ])
    func `keeps the number and cuts off the rest`(_ text: String, _ version: String) {
        #expect(ReducedVersion(startOf: text)?.text == version)
    }

    @Test(arguments: [
        "", "v", "vv1", ".5", "-5", "prod", "prod 12", "٣", "１２", "12345", "123456789", "202410150", "v.5", "LTS",
        "(12)",
        "v 5", "\u{301}5",
    ])
    func `refuses what does not start with a version`(_ text: String) {
        #expect(ReducedVersion(startOf: text) == nil)
    }
}
