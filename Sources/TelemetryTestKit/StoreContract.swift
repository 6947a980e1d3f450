// SPDX-License-Identifier: MIT

package import TelemetryStore
import TelemetryWire
import Testing

/// What every store promises, as checks that each implementation's tests run: `verify` for each `StorePromise`.
package struct StoreContract<Store: FleetStore>: Sendable {
    private let make: @Sendable (@escaping @Sendable () -> Bool) async throws -> Store

    /// - Parameter makeStore: makes an empty store that asks the given closure whether a new installation may be let in;
    ///   another one at each call. It makes tombstones with `Sample.tombstoneKey`.
    package init(_ makeStore: @escaping @Sendable (_ admission: @escaping @Sendable () -> Bool) async throws -> Store) {
        make = makeStore
    }

    func makeStore(admission: @escaping @Sendable () -> Bool = { true }) async throws -> Store {
        try await make(admission)
    }

    let day = UTCDay(number: 20_000)

    func verifyCounting() async throws {
        let store = try await makeStore()
        let empty = try await store.overview(service: "butler-sos", asOf: day)
        #expect(empty.installations == 0 && empty.firstSeen == nil && empty.features.count == 11)
        for index in 0..<5 {
            let submission = Sample.submission(
                installation: index, day: day.advanced(by: -index), version: index < 2 ? "1.0.0" : "1.1.0")
            #expect(try await store.submit(submission) == .stored(submission.day))
        }
        let overview = try await store.overview(service: "butler-sos", asOf: day)
        #expect(overview.installations == 5)
        #expect(overview.firstSeen == day.advanced(by: -4))
        #expect(
            overview.serviceVersions == [ValueCount(value: "1.1.0", count: 3), ValueCount(value: "1.0.0", count: 2)])
        #expect(overview.operatingSystems == [ValueCount(value: "linux · Debian GNU/Linux 12", count: 5)])
        #expect(overview.runtimes == [ValueCount(value: "Swift 6.3", count: 5)])
        #expect(try await store.overview(service: "another", asOf: day).installations == 0)
    }

    func verifyUnknownFlags() async throws {
        let store = try await makeStore()
        _ = try await store.submit(Sample.submission(installation: 0, day: day, flags: "1----------"))
        _ = try await store.submit(Sample.submission(installation: 1, day: day, flags: "0---------1"))
        let features = try await store.overview(service: "butler-sos", asOf: day).features
        #expect(features.first == FeatureCount(feature: "heartbeat", enabled: 1, known: 2))
        #expect(features[1] == FeatureCount(feature: "dockerHealthCheck", enabled: 0, known: 0))
        #expect(features.last == FeatureCount(feature: "userSessions", enabled: 1, known: 1))
    }

    func verifyActivity() async throws {
        let store = try await makeStore()
        _ = try await store.submit(Sample.submission(installation: 0, day: day.advanced(by: -29)))
        _ = try await store.submit(Sample.submission(installation: 1, day: day.advanced(by: -30)))
        #expect(try await store.overview(service: "butler-sos", asOf: day).installations == 1)
    }

    func verifyNewestReportCounts() async throws {
        let store = try await makeStore()
        _ = try await store.submit(Sample.submission(installation: 0, counter: 1, day: day, version: "1.0.0"))
        _ = try await store.submit(Sample.submission(installation: 0, counter: 2, day: day, version: "2.0.0"))
        _ = try await store.submit(
            Sample.submission(installation: 0, counter: 3, day: day.advanced(by: 20), version: "2.0.0"))
        let overview = try await store.overview(service: "butler-sos", asOf: day.advanced(by: 20))
        #expect(overview.serviceVersions == [ValueCount(value: "2.0.0", count: 1)])
        #expect(overview.firstSeen == day)
    }

    func verifyReplayProtection() async throws {
        let store = try await makeStore()
        let first = Sample.submission(installation: 0, counter: 5, body: 1, day: day)
        #expect(try await store.submit(first) == .stored(day))
        #expect(try await store.submit(first) == .repeated(day))
        #expect(
            try await store.submit(Sample.submission(installation: 0, counter: 5, body: 2, day: day))
                == .counterUsed(last: 5))
        #expect(
            try await store.submit(Sample.submission(installation: 0, counter: 4, body: 1, day: day))
                == .counterUsed(last: 5))
        #expect(
            try await store.submit(Sample.submission(installation: 0, counter: 6, body: 3, day: day)) == .stored(day))
    }

    func verifyPinning() async throws {
        let store = try await makeStore()
        _ = try await store.submit(Sample.submission(installation: 0, counter: 1, day: day))
        #expect(
            try await store.submit(Sample.submission(installation: 0, key: 9, counter: 2, day: day)) == .identityPinned)
        #expect(try await store.submit(Sample.submission(installation: 0, counter: nil, day: day)) == .identityPinned)
        #expect(try await store.submit(Sample.submission(installation: 0, counter: 2, day: day)) == .stored(day))
    }

    func verifyUnsignedStaysUnsigned() async throws {
        let store = try await makeStore()
        let unsigned = Sample.submission(installation: 0, counter: nil, body: 1, day: day)
        for _ in 0..<2 { #expect(try await store.submit(unsigned) == .stored(day)) }
        // Whoever knows the ID gets no key to it, not with any counter nor with the same words.
        for (counter, body, version) in [(1, 1, "1.0.0"), (1, 2, "2.0.0"), (1 << 62, 2, "2.0.0")]
            as [(UInt64, UInt8, String)]
        {
            let signed = Sample.submission(
                installation: 0, counter: counter, body: body, day: day.advanced(by: 1), version: version)
            #expect(try await store.submit(signed) == .identityPinned)
            #expect(try await !store.holds(signed.state, of: signed.installation, on: signed.day))
            let proof = Sample.proof(installation: 0, counter: counter + 1)
            #expect(try await store.read(Sample.keyedID(0), proof: proof) == .failure(.identityPinned))
            #expect(try await store.erase(Sample.keyedID(0), proof: proof) == .failure(.identityPinned))
        }
        #expect(try await store.submit(unsigned) == .stored(day))
        #expect(try await store.holds(unsigned.state, of: unsigned.installation, on: day))
    }

    func verifyManyAtOnce() async throws {
        let store = try await makeStore()
        let day = day
        let outcomes = try await withThrowingTaskGroup(of: SubmissionOutcome.self) { group in
            for index in 0..<200 {
                group.addTask {
                    try await store.submit(
                        Sample.submission(installation: index % 100, counter: UInt64(index + 1), day: day))
                }
            }
            var outcomes: [SubmissionOutcome] = []
            for try await outcome in group { outcomes.append(outcome) }
            return outcomes
        }
        // Two counters compete per installation: the later one always gets in, the earlier one only if it came first.
        #expect(outcomes.filter { $0 == .stored(day) }.count >= 100)
        #expect(outcomes.count == 200)
        #expect(try await store.overview(service: "butler-sos", asOf: day).installations == 100)
    }
}
