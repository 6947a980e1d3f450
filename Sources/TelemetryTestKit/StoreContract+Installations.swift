// SPDX-License-Identifier: MIT

import TelemetryStore
import TelemetryWire
import Testing

/// What an installation may do with its own record.
extension StoreContract {
    func verifyReadingBack() async throws {
        let store = try await makeStore()
        _ = try await store.submit(Sample.submission(installation: 0, counter: 3, body: 7, day: day, version: "1.0.0"))
        _ = try await store.submit(
            Sample.submission(installation: 0, counter: 4, body: 8, day: day.advanced(by: 2), version: "2.0.0"))
        _ = try await store.submit(Sample.submission(installation: 1, counter: 9, day: day))
        var expected = InstallationRecord(
            counter: 6, bodySHA256: [UInt8](repeating: 8, count: 32), received: day.advanced(by: 2), firstSeen: day,
            isConfirmed: true,
            spans: [
                Span(state: Sample.state(version: "1.0.0"), first: day, last: day),
                Span(state: Sample.state(version: "2.0.0"), first: day.advanced(by: 2), last: day.advanced(by: 2)),
            ])
        let read = try await store.read(Sample.keyedID(0), proof: Sample.proof(installation: 0, counter: 6))
        #expect(read == .success(expected))
        // The counter of the request is used up: nobody reads with it again, and no report takes it.
        for counter in [4, 5, 6] as [UInt64] {
            let again = try await store.read(Sample.keyedID(0), proof: Sample.proof(installation: 0, counter: counter))
            #expect(again == .failure(.counterUsed(last: 6)))
            let report = Sample.submission(installation: 0, counter: counter, body: 9, day: day.advanced(by: 2))
            #expect(try await store.submit(report) == .counterUsed(last: 6))
        }
        expected.counter = 7
        let next = try await store.read(Sample.keyedID(0), proof: Sample.proof(installation: 0, counter: 7))
        #expect(next == .success(expected))
    }

    func verifyReadingBackIsRefused() async throws {
        let store = try await makeStore()
        _ = try await store.submit(Sample.submission(installation: 0, counter: 1, day: day))
        _ = try await store.submit(Sample.submission(installation: 1, counter: nil, day: day))
        let foreign = try await store.read(Sample.keyedID(0), proof: Sample.proof(installation: 0, key: 9, counter: 5))
        #expect(foreign == .failure(.identityPinned))
        let unsigned = try await store.read(Sample.keyedID(1), proof: Sample.proof(installation: 1, counter: 5))
        #expect(unsigned == .failure(.identityPinned))
        let unknown = try await store.read(Sample.keyedID(2), proof: Sample.proof(installation: 2, counter: 5))
        #expect(unknown == .success(nil))
        // Nothing changed: no counter was used up, and nobody is pinned who was not.
        #expect(try await store.submit(Sample.submission(installation: 0, counter: 2, day: day)) == .stored(day))
        #expect(try await store.submit(Sample.submission(installation: 1, counter: nil, day: day)) == .stored(day))
        #expect(
            try await store.submit(Sample.submission(installation: 2, key: 8, counter: 1, day: day)) == .stored(day))
    }
}
