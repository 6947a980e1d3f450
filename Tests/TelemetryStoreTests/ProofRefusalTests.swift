// SPDX-License-Identifier: MIT

import TelemetryStore
import TelemetryTestKit
import TelemetryWire
import Testing

struct ProofRefusalTests {
    private let day = UTCDay(number: 20_000)

    private func refusal(key: UInt8, counter: UInt64, pinned: UInt8?, last: UInt64) -> ProofRefusal? {
        Sample.proof(installation: 0, key: key, counter: counter)
            .refusal(
                by: Installation(
                    publicKey: pinned.map { [UInt8](repeating: $0, count: 32) }, counter: last, bodySHA256: nil,
                    received: day, firstSeen: day, isConfirmed: false,
                    newest: Span(state: Sample.state(), first: day, last: day)))
    }

    @Test func `opens the record for its own key and a greater counter`() {
        #expect(refusal(key: 1, counter: 6, pinned: 1, last: 5) == nil)
        #expect(refusal(key: 1, counter: .max, pinned: 1, last: 0) == nil)
    }

    @Test(arguments: [0, 1, 4, 5] as [UInt64])
    func `refuses a counter that is not greater`(_ counter: UInt64) {
        #expect(refusal(key: 1, counter: counter, pinned: 1, last: 5) == .counterUsed(last: 5))
    }

    @Test(arguments: [0, 5, 6, .max] as [UInt64])
    func `refuses another key and an ID without one, and tells no counter`(_ counter: UInt64) {
        #expect(refusal(key: 2, counter: counter, pinned: 1, last: 5) == .identityPinned)
        #expect(refusal(key: 2, counter: counter, pinned: nil, last: 5) == .identityPinned)
    }
}
