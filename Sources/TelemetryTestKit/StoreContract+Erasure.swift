// SPDX-License-Identifier: MIT

import Synchronization
import TelemetryStore
import TelemetryWire
import Testing

/// How installations leave a store, and whom it does not let in.
extension StoreContract {
    func verifyErasure() async throws {
        let store = try await makeStore()
        _ = try await store.submit(Sample.submission(installation: 0, counter: 1, day: day, version: "1.0.0"))
        _ = try await store.submit(Sample.submission(installation: 0, counter: 2, day: day, version: "2.0.0"))
        _ = try await store.submit(Sample.submission(installation: 1, counter: 1, day: day, version: "2.0.0"))
        #expect(try await store.erase(Sample.keyedID(0)) == ErasureCounts(installations: 1, spans: 2))
        #expect(try await store.erase(Sample.keyedID(0)) == ErasureCounts(installations: 0, spans: 0))
        let overview = try await store.overview(service: "butler-sos", asOf: day)
        #expect(overview.installations == 1)
        #expect(overview.serviceVersions == [ValueCount(value: "2.0.0", count: 1)])
        // Late copies are refused, signed or not, and so is an ID that was erased before anything came.
        _ = try await store.erase(Sample.keyedID(2))
        for installation in [0, 2] {
            for counter in [1, 3, nil] as [UInt64?] {
                let late = Sample.submission(installation: installation, counter: counter, day: day.advanced(by: 1))
                #expect(try await store.submit(late) == .erased)
            }
        }
        #expect(try await store.statistics().tombstones == 2)
        #expect(try await store.statistics().installations == 1)
    }

    func verifySignedErasure() async throws {
        let store = try await makeStore()
        _ = try await store.submit(Sample.submission(installation: 0, counter: 1, day: day, version: "1.0.0"))
        _ = try await store.submit(Sample.submission(installation: 0, counter: 2, day: day, version: "2.0.0"))
        _ = try await store.submit(Sample.submission(installation: 1, counter: nil, day: day, version: "2.0.0"))
        for (installation, key, counter, refusal) in [
            (0, 9, 5, .identityPinned), (1, 1, 5, .identityPinned), (0, 0, 2, .counterUsed(last: 2)),
            (0, 0, 1, .counterUsed(last: 2)),
        ] as [(Int, UInt8, UInt64, ProofRefusal)] {
            let proof = Sample.proof(installation: installation, key: key, counter: counter)
            #expect(try await store.erase(Sample.keyedID(installation), proof: proof) == .failure(refusal))
        }
        #expect(try await store.overview(service: "butler-sos", asOf: day).installations == 2)
        let proof = Sample.proof(installation: 0, counter: 3)
        let nothing = ErasureCounts(installations: 0, spans: 0)
        let counts = ErasureCounts(installations: 1, spans: 2)
        #expect(try await store.erase(Sample.keyedID(0), proof: proof) == .success(counts))
        #expect(try await store.erase(Sample.keyedID(0), proof: proof) == .success(nothing))
        #expect(try await store.read(Sample.keyedID(0), proof: proof) == .success(nil))
        #expect(try await store.submit(Sample.submission(installation: 0, counter: 4, day: day)) == .erased)
        let overview = try await store.overview(service: "butler-sos", asOf: day)
        #expect(overview.serviceVersions == [ValueCount(value: "2.0.0", count: 1)])
        // A stranger cannot keep an ID out about which nothing is stored.
        #expect(
            try await store.erase(Sample.keyedID(5), proof: Sample.proof(installation: 6, counter: 1))
                == .success(nothing))
        #expect(try await store.submit(Sample.submission(installation: 5, day: day)) == .stored(day))
        // What is left is the other one, whose owner the operator can help.
        #expect(try await store.erase(Sample.keyedID(1)).installations == 1)
    }

    func verifyBlocking() async throws {
        let store = try await makeStore()
        _ = try await store.submit(Sample.submission(installation: 0, counter: 1, day: day))
        _ = try await store.submit(Sample.submission(installation: 1, counter: 1, day: day))
        let counts = ErasureCounts(installations: 1, spans: 1)
        #expect(try await store.block(Sample.keyedID(0), since: day) == counts)
        #expect(try await store.block(Sample.keyedID(0), since: day).installations == 0)
        for counter in [2, nil] as [UInt64?] {
            let report = Sample.submission(installation: 0, counter: counter, day: day)
            #expect(try await store.submit(report) == .blocked)
        }
        #expect(try await store.submit(Sample.submission(installation: 1, counter: 2, day: day)) == .stored(day))
        #expect(try await store.statistics().blocked == 1)
        #expect(try await store.unblock(Sample.keyedID(0)))
        #expect(try await !store.unblock(Sample.keyedID(0)))
        #expect(try await store.submit(Sample.submission(installation: 0, counter: 1, day: day)) == .stored(day))
    }

    func verifyAdmission() async throws {
        let gate = Gate()
        let store = try await makeStore { gate.admit() }
        _ = try await store.submit(Sample.submission(installation: 0, counter: 1, day: day))
        #expect(gate.asked == 1)
        gate.isOpen = false
        #expect(try await store.submit(Sample.submission(installation: 1, counter: 1, day: day)) == .notAdmitted)
        #expect(try await store.submit(Sample.submission(installation: 0, counter: 2, day: day)) == .stored(day))
        #expect(gate.asked == 2)
        gate.isOpen = true
        #expect(try await store.submit(Sample.submission(installation: 1, counter: 1, day: day)) == .stored(day))
        #expect(try await store.statistics().installations == 2)
    }
}

/// Lets new installations in while it is open, and counts how often it was asked.
private final class Gate: Sendable {
    private let state = Mutex((isOpen: true, asked: 0))

    var isOpen: Bool {
        get { state.withLock { $0.isOpen } }
        set { state.withLock { $0.isOpen = newValue } }
    }

    var asked: Int { state.withLock { $0.asked } }

    func admit() -> Bool {
        state.withLock {
            $0.asked += 1
            return $0.isOpen
        }
    }
}
