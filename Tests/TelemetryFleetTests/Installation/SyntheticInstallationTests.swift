// SPDX-License-Identifier: MIT

import Crypto
import TelemetryStore
import TelemetryWire
import Testing

@testable import TelemetryFleet

@Suite struct SyntheticInstallationTests {
    private let fleet = SyntheticFleet(
        installations: 400, period: UTCDay(number: 20_000)...UTCDay(number: 20_395), seed: 7)

    @Test func `sends what a collector accepts, in every state`() throws {
        for installation in fleet.prefix(120) {
            let key = try installation.signingKey()
            for span in installation.spans {
                // The last day of a span may be the first of the next, which then is the one that is told.
                let last = installation.spans.last { ($0.first...$0.last).contains(span.last) }
                let expected = try #require(last?.state)
                switch try #require(try installation.message(on: span.last, counter: 5)) {
                case .signed(let report):
                    let message = try MessageReader.readV2(report.body)
                    #expect(FleetState(message.report) == expected)
                    #expect(message.report.system.id == installation.id)
                    #expect(message.time?.day == span.last)
                    let signed = SignedMessage.report(report.body).bytes(counter: 5)
                    #expect(key?.publicKey.isValidSignature(report.signature, for: signed) == true)
                    #expect(report.key == key.map { Array($0.publicKey.rawRepresentation) })
                case .unsigned(let body):
                    let message = try MessageReader.readV1(body)
                    #expect(key == nil && !installation.isSigned)
                    #expect(FleetState(message.report) == expected)
                    #expect(message.report.system.id == installation.id)
                }
            }
        }
    }

    @Test func `reports twice on each day on which it is heard, and again when it restarts`() throws {
        let day = UTCDay(number: 20_100)
        var counts: [Int: Int] = [:]
        for installation in fleet {
            let reports = installation.reports(in: day...day.advanced(by: 9))
            #expect(reports.map(\.day) == reports.map(\.day).sorted())
            for span in installation.spans where span.first < day && span.last > day.advanced(by: 9) {
                counts[reports.count, default: 0] += 1
                #expect(reports.allSatisfy { FleetState($0.report) == span.state })
            }
        }
        // Twenty restarts a year are about one in two periods of ten days.
        let restarts = counts.reduce(0) { $0 + ($1.key - 20) * $1.value }
        let heard = counts.values.reduce(0, +)
        #expect(counts.keys.allSatisfy { $0 >= 20 })
        #expect((0.35...0.75).contains(Double(restarts) / Double(heard)), "\(restarts) of \(heard)")
    }

    @Test func `says nothing while it is silent`() throws {
        let silent = try #require(
            fleet.first { installation in
                zip(installation.spans, installation.spans.dropFirst()).contains {
                    $1.first.number - $0.last.number > 7
                }
            })
        let gap = try #require(
            zip(silent.spans, silent.spans.dropFirst()).first { $1.first.number - $0.last.number > 7 })
        let days = gap.0.last.advanced(by: 1)...gap.1.first.advanced(by: -1)
        #expect(silent.report(on: days.lowerBound) == nil)
        #expect(try silent.message(on: days.upperBound, counter: 1) == nil)
        #expect(silent.reports(in: days).isEmpty)
    }
}
