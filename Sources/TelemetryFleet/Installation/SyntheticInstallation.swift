// SPDX-License-Identifier: MIT

package import Crypto
import Foundation
import SeededNumbers
package import TelemetryStore
package import TelemetryWire

/// An installation that never existed, with all that it would have reported.
package struct SyntheticInstallation: Sendable {
    /// Its place in the fleet, from 0.
    package let number: Int
    /// 64 hexadecimal digits, as in its reports.
    package let id: String
    /// Whether its reports are signed: those of versions of the original are not.
    package let isSigned: Bool
    /// When it reported what, oldest first; empty if it never said anything.
    package let spans: [Span]

    let life: SyntheticLife

    private let keySeed: [UInt8]
    private let restarts: Double
    private let dailySeed: UInt64

    init(
        number: Int, id: String, isSigned: Bool, life: SyntheticLife, spans: [Span], keySeed: [UInt8], restarts: Double,
        dailySeed: UInt64
    ) {
        self.number = number
        self.id = id
        self.isSigned = isSigned
        self.life = life
        self.spans = spans
        self.keySeed = keySeed
        self.restarts = restarts
        self.dailySeed = dailySeed
    }

    package var history: History { History(spans) }

    /// The key that signs its reports; `nil` if they are not signed.
    package func signingKey() throws -> Curve25519.Signing.PrivateKey? {
        isSigned ? try Curve25519.Signing.PrivateKey(rawRepresentation: Data(keySeed)) : nil
    }

    /// The public half of `signingKey()`.
    package func publicKey() throws -> [UInt8]? {
        try signingKey().map { Array($0.publicKey.rawRepresentation) }
    }

    /// Every report within `days`, in order: two on each day on which it is heard, one more for each restart.
    package func reports(in days: ClosedRange<UTCDay>) -> [(day: UTCDay, report: TelemetryReport)] {
        var reports: [(UTCDay, TelemetryReport)] = []
        for span in spans where span.last >= days.lowerBound && span.first <= days.upperBound {
            let report = TelemetryReport(span.state, id: id)
            for number in max(span.first, days.lowerBound).number...min(span.last, days.upperBound).number {
                var random = SplitMix64(seed: dailySeed, number)
                let count = 2 + (random.chance(restarts / 365.25) ? 1 : 0)
                for _ in 0..<count { reports.append((UTCDay(number: number), report)) }
            }
        }
        return reports
    }

    /// What it reports on a day; `nil` if it is silent. On a day with two states it is the later one.
    package func report(on day: UTCDay) -> TelemetryReport? {
        spans.last { ($0.first...$0.last).contains(day) }.map { TelemetryReport($0.state, id: id) }
    }
}
