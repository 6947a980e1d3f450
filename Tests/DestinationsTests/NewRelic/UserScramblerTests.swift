// SPDX-License-Identifier: MIT

import Crypto
import Testing

@testable import Destinations

@Suite struct UserScramblerTests {
    private static func scramble(_ text: String, key: [UInt8]) -> String {
        var line = LineText(capacity: 16)
        Array(text.utf8).withUnsafeBytes { UserScrambler(key: SymmetricKey(data: key)).write($0, to: &line) }
        return String(decoding: line.bytes, as: UTF8.self)
    }

    /// From RFC 4231, cut to eight bytes.
    @Test(arguments: [
        (Array<UInt8>(repeating: 0x0B, count: 20), "Hi There", "b0344c61d8db3853"),
        (Array("Jefe".utf8), "what do ya want for nothing?", "5bdcc146bf60754e"),
        (
            Array<UInt8>(repeating: 0xAA, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f"
        ),
    ])
    func `is HMAC-SHA256`(key: [UInt8], text: String, digits: String) {
        #expect(Self.scramble(text, key: key) == digits)
    }

    @Test func `is the same for the same user, and another with another key`() {
        let keys = [Array<UInt8>(0..<32), Array<UInt8>(1..<33)]
        #expect(Self.scramble("LAB\\goran", key: keys[0]) == Self.scramble("LAB\\goran", key: keys[0]))
        #expect(Self.scramble("LAB\\goran", key: keys[0]) != Self.scramble("LAB\\goran", key: keys[1]))
        #expect(Self.scramble("LAB\\goran", key: keys[0]) != Self.scramble("LAB\\maria", key: keys[0]))
    }
}
