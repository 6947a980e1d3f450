// SPDX-License-Identifier: MIT

import TelemetryClient
import Testing

struct ConsentVerdictTests {
    private static let reasons: [ConsentVerdict.Reason] = [
        .configuration, .commandLine, .environment("DO_NOT_TRACK"), .storedChoice, .automation("GITLAB_CI"), .host,
    ]

    @Test func `gives each switch a word of its own for machines`() {
        #expect(
            Self.reasons.map(\.code) == [
                "configuration", "commandLine", "DO_NOT_TRACK", "storedChoice", "GITLAB_CI", "host",
            ])
    }

    @Test func `is on only if it is not off`() {
        #expect(ConsentVerdict.on.isOn)
        for reason in Self.reasons { #expect(!ConsentVerdict.off(because: reason).isOn) }
    }
}
