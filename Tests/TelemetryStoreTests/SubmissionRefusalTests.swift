// SPDX-License-Identifier: MIT

import TelemetryStore
import TelemetryTestKit
import TelemetryWire
import Testing

struct SubmissionRefusalTests {
    private let day = UTCDay(number: 20_000)
    private let received = UTCDay(number: 19_990)

    private func refusal(
        key: UInt8 = 1, counter: UInt64?, body: UInt8 = 0, pinned: UInt8?, last: UInt64 = 5, lastBody: UInt8 = 0
    ) -> SubmissionOutcome? {
        Sample.submission(installation: 1, key: key, counter: counter, body: body, day: day).refusal(
            by: Installation(
                publicKey: pinned.map { [UInt8](repeating: $0, count: 32) }, counter: last,
                bodySHA256: [UInt8](repeating: lastBody, count: 32), received: received, firstSeen: received,
                isConfirmed: false, newest: Span(state: Sample.state(), first: received, last: received)))
    }

    @Test func `takes what is unsigned for an ID without a key, also the same again`() {
        #expect(refusal(counter: nil, pinned: nil, last: 0) == nil)
        #expect(refusal(counter: nil, body: 3, pinned: nil, last: 0, lastBody: 3) == nil)
    }

    @Test(arguments: [1, 5, 6, UInt64.max])
    func `refuses a key for an ID without one, whatever the counter`(_ counter: UInt64) {
        #expect(refusal(counter: counter, pinned: nil, last: 0) == .identityPinned)
        #expect(refusal(counter: counter, body: 3, pinned: nil, last: counter, lastBody: 3) == .identityPinned)
    }

    @Test func `refuses another key and no key, whatever the counter`() {
        for counter in [4, 5, 6, UInt64.max] {
            #expect(refusal(key: 2, counter: counter, pinned: 1) == .identityPinned)
        }
        #expect(refusal(counter: nil, pinned: 1) == .identityPinned)
    }

    @Test func `takes only greater counters`() {
        #expect(refusal(counter: 6, pinned: 1) == nil)
        #expect(refusal(counter: 4, pinned: 1) == .counterUsed(last: 5))
        #expect(refusal(counter: 4, body: 9, pinned: 1) == .counterUsed(last: 5))
    }

    @Test func `knows the same message again, with the day of the first time`() {
        #expect(refusal(counter: 5, body: 3, pinned: 1, lastBody: 3) == .repeated(received))
        #expect(refusal(counter: 5, body: 3, pinned: 1, lastBody: 4) == .counterUsed(last: 5))
    }
}
