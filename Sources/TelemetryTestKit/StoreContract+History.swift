// SPDX-License-Identifier: MIT

import SeededNumbers
import TelemetryStore
import TelemetryWire
import Testing

/// Where a report goes in the history of its installation, also if it arrives late.
extension StoreContract {
    func verifyLateReports() async throws {
        let store = try await makeStore()
        // Days before and after `day`, versions in the order of arrival, and the history that comes of it.
        for (offset, version) in [
            (0, "1.0.0"), (20, "2.0.0"), (21, "2.0.0"), (5, "1.0.0"), (14, "2.0.0"), (30, "3.0.0"),
        ] {
            try await add(version, on: offset, to: store)
        }
        #expect(try await spans(of: store) == ["0–5 1.0.0", "14–21 2.0.0", "30–30 3.0.0"])
        let overview = try await store.overview(service: "butler-sos", asOf: day.advanced(by: 30))
        #expect(overview.serviceVersions == [ValueCount(value: "3.0.0", count: 1)])
        // A report that is older than all, one that closes a gap, and one in the middle of a span.
        for (offset, version) in [(-40, "0.9.0"), (-36, "1.0.0"), (10, "1.0.0"), (25, "2.0.0"), (18, "1.5.0")] {
            try await add(version, on: offset, to: store)
        }
        #expect(
            try await spans(of: store) == [
                "-40–-40 0.9.0", "-36–-36 1.0.0", "0–10 1.0.0", "14–18 2.0.0", "18–18 1.5.0", "18–25 2.0.0",
                "30–30 3.0.0",
            ])
        // The newest span counts, once, and reports that arrive in time still lengthen it.
        try await add("3.0.0", on: 31, to: store)
        let later = try await store.overview(service: "butler-sos", asOf: day.advanced(by: 60))
        #expect(later.installations == 1 && later.firstSeen == day.advanced(by: -40))
        #expect(try await spans(of: store).last == "30–31 3.0.0")
    }

    func verifyLateReportOfTheNewestState() async throws {
        let store = try await makeStore()
        for (offset, version) in [
            (0, "1.0.0"), (20, "2.0.0"), (14, "2.0.0"), (10, "1.0.0"), (7, "1.0.0"), (3, "1.0.0"),
        ] {
            try await add(version, on: offset, to: store)
        }
        #expect(try await spans(of: store) == ["0–10 1.0.0", "14–20 2.0.0"])
        // The newest span is the one that swallows its neighbour, and stays the newest.
        for (offset, version) in [(40, "2.0.0"), (27, "2.0.0"), (33, "2.0.0"), (45, "2.0.0")] {
            try await add(version, on: offset, to: store)
        }
        #expect(try await spans(of: store) == ["0–10 1.0.0", "14–45 2.0.0"])
        #expect(try await store.overview(service: "butler-sos", asOf: day.advanced(by: 70)).installations == 1)
        #expect(try await store.erase(Sample.keyedID(0)) == ErasureCounts(installations: 1, spans: 2))
    }

    /// The store does what `History` says, whatever comes in whatever order.
    func verifyAnyOrder() async throws {
        let store = try await makeStore()
        var random = SplitMix64(seed: 42)
        func next(_ bound: Int) -> Int { random.number(in: 0...bound - 1) }
        for installation in 0..<8 {
            var history = History()
            for counter in 1...50 as ClosedRange<UInt64> {
                let (version, when) = ("\(next(3)).0.0", day.advanced(by: next(90)))
                history.add(Sample.state(version: version), on: when)
                let report = Sample.submission(
                    installation: installation, counter: counter, day: when, version: version)
                #expect(try await store.submit(report) == .stored(when))
                #expect(try await store.holds(report.state, of: report.installation, on: when))
            }
            let proof = Sample.proof(installation: installation, counter: 51)
            let record = try await store.read(Sample.keyedID(installation), proof: proof).get()
            #expect(record?.spans == history.spans)
        }
        #expect(try await store.overview(service: "butler-sos", asOf: day.advanced(by: 90)).installations == 8)
    }

    func verifyHolding() async throws {
        let store = try await makeStore()
        try await add("1.0.0", on: 0, to: store)
        try await add("1.0.0", on: 4, to: store)
        try await add("2.0.0", on: 4, to: store)
        for (version, offset, isHeld) in [
            ("1.0.0", -1, false), ("1.0.0", 0, true), ("1.0.0", 2, true), ("1.0.0", 4, true), ("1.0.0", 5, false),
            ("2.0.0", 2, false), ("2.0.0", 4, true), ("2.0.0", 5, false), ("3.0.0", 2, false),
        ] {
            let state = Sample.state(version: version)
            let day = day.advanced(by: offset)
            #expect(try await store.holds(state, of: Sample.keyedID(0), on: day) == isHeld, "\(version) \(offset)")
            #expect(try await !store.holds(state, of: Sample.keyedID(1), on: day))
        }
    }

    /// Submits the next report of installation 0.
    private func add(_ version: String, on offset: Int, to store: Store) async throws {
        let day = day.advanced(by: offset)
        let last = try await counter(store)
        let report = Sample.submission(installation: 0, counter: last + 1, day: day, version: version)
        #expect(try await store.submit(report) == .stored(day))
    }

    /// The last counter of installation 0, which a request with too small a one tells.
    private func counter(_ store: Store) async throws -> UInt64 {
        let proof = Sample.proof(installation: 0, counter: 0)
        guard case .failure(.counterUsed(let last)) = try await store.read(Sample.keyedID(0), proof: proof) else {
            return 0
        }
        return last
    }

    /// The history of installation 0: `0–5 1.0.0` for a span from `day` to five days later.
    private func spans(of store: Store) async throws -> [String] {
        let proof = Sample.proof(installation: 0, counter: try await counter(store) + 1)
        let record = try await store.read(Sample.keyedID(0), proof: proof).get()
        return (record?.spans ?? []).map { span in
            "\(span.first.number - day.number)–\(span.last.number - day.number) \(span.state.serviceVersion)"
        }
    }
}
