// SPDX-License-Identifier: MIT

import TelemetryClient
import Testing

struct ConsentVerdictTests {
    private static let reasons: [ConsentVerdict.Reason] = [
        .configuration, .commandLine, .environment("DO_NOT_TRACK"), .storedChoice, .automation("GITLAB_CI"),
        .systemInfo,
    ]

    @Test func `gives each reason words of its own that name the switch`() {
        #expect(Set(Self.reasons.map(\.description)).count == Self.reasons.count)
        let words = ["anonTelemetry", "--no-telemetry", "DO_NOT_TRACK", "disabled", "GITLAB_CI", "systemInfo.enable"]
        for (reason, word) in zip(Self.reasons, words) { #expect(reason.description.contains(word)) }
    }

    @Test func `is on only if it is not off`() {
        #expect(ConsentVerdict.on.isOn)
        for reason in Self.reasons { #expect(!ConsentVerdict.off(because: reason).isOn) }
    }
}
