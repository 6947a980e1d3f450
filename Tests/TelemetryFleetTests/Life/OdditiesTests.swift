// SPDX-License-Identifier: MIT

import TelemetryStore
import TelemetryWire
import Testing

@testable import TelemetryFleet

/// What a collector has to live with.
@Suite struct OdditiesTests {
    private static let period = UTCDay(number: 20_000)...UTCDay(number: 20_395)

    private func fleet(_ installations: Int = 500, _ change: (inout FleetHabits) -> Void) -> SyntheticFleet {
        var habits = FleetHabits.undisturbed
        habits.features = [:]
        change(&habits)
        return SyntheticFleet(installations: installations, period: Self.period, seed: 4, habits: habits)
    }

    @Test func `copies report in turn with their originals, for a time`() {
        let fleet = fleet(100) { $0.clones = 1 }
        var flutter = 0
        for installation in fleet {
            #expect(installation.spans.count <= 140)
            flutter += zip(installation.spans, installation.spans.dropFirst()).count {
                $0.state.virtual != $1.state.virtual && $1.first.number - $0.first.number < 3
            }
        }
        #expect((1_500...4_500).contains(flutter), "\(flutter)")
        #expect(self.fleet(100) { $0.clones = 0 }.allSatisfy { $0.spans.count < 12 })
    }

    @Test func `containers are there for days`() {
        let fleet = fleet { $0.containers = 0.9 }
        let lengths = fleet.filter { $0.life.lifetime.kind == .container }.map {
            $0.life.lifetime.days.upperBound.number - $0.life.lifetime.days.lowerBound.number + 1
        }
        #expect((400...490).contains(lengths.count))
        #expect((1.8...3.2).contains(Double(lengths.reduce(0, +)) / Double(lengths.count)))
        #expect(lengths.contains(1) && lengths.contains { $0 > 5 })
    }

    @Test func `made up ones come in bursts`() {
        let days = fleet { $0.spoofed = 0.9 }.filter { $0.life.lifetime.kind == .spoofed }.map(\.spans[0].first)
        #expect(days.count > 400)
        #expect(Set(days).count == 2)
    }

    @Test func `some go back to the version before, and forward with the next`() {
        let states = fleet { $0.fallBacks = 0.5 }.map { $0.spans.map(\.state.serviceVersion) }
        let isBack = { (versions: [String]) in zip(versions, versions.dropFirst()).contains { $0 > $1 } }
        let back = states.filter(isBack)
        #expect(back.count > 250)
        #expect(back.contains { ($0.last ?? "") > ($0.max() ?? "") || $0.last == $0.max() })
        #expect(!fleet { $0.fallBacks = 0 }.map { $0.spans.map(\.state.serviceVersion) }.contains(where: isBack))
    }

    @Test func `old versions do not tell every flag`() {
        let fleet = fleet {
            $0.unsigned = 1
            $0.unknownFlags = 0.1
        }
        let unknown = fleet.reduce(0) { $0 + ($1.spans[0].state.flags.count { $0 == "-" } - 1) }
        // Ten flags of five hundred, beside the one that none of them tells.
        #expect((400...600).contains(unknown), "\(unknown)")
    }

    @Test func `features are tried and dropped`() {
        let fleet = fleet(2_000) {
            $0.features = FleetHabits.usual.features
            $0.reconsiderations = 8
        }
        let place = 0  // heartbeat, which many regret
        var (on, off) = (0, 0)
        for installation in fleet {
            let flags = installation.spans.map { Array($0.state.flags)[place] }
            on += zip(flags, flags.dropFirst()).count { $0 == "0" && $1 == "1" }
            off += zip(flags, flags.dropFirst()).count { $0 == "1" && $1 == "0" }
        }
        #expect(on > 300 && off > 300)
        #expect(abs(on - off) < 100, "\(on) on, \(off) off")
    }
}
