// SPDX-License-Identifier: MIT

import TelemetryWire
import Testing

struct SignedMessageTests {
    @Test func `starts with label, zero and the counter, highest byte first`() {
        let bytes = SignedMessage.report(Array("{}".utf8)).bytes(counter: 0x0102_0304_0506_0708)
        #expect(bytes == Array("butler-telemetry/v2/report".utf8) + [0, 1, 2, 3, 4, 5, 6, 7, 8] + Array("{}".utf8))
    }

    @Test func `ends with the ID as text for reading and erasing`() {
        let id = String(repeating: "0a", count: 32)
        let tail = [0, 0, 0, 0, 0, 0, 0, 0, 1] + Array(id.utf8)
        #expect(SignedMessage.read(id: id).bytes(counter: 1) == Array("butler-telemetry/v2/read".utf8) + tail)
        #expect(SignedMessage.erase(id: id).bytes(counter: 1) == Array("butler-telemetry/v2/erase".utf8) + tail)
    }

    @Test func `is another one for each purpose and each counter`() {
        let id = String(repeating: "0a", count: 32)
        let messages = [SignedMessage.report(Array(id.utf8)), .read(id: id), .erase(id: id)]
        let all = messages.flatMap { message in [0, 1, 256, UInt64.max].map { message.bytes(counter: $0) } }
        #expect(Set(all).count == 12)
    }
}
