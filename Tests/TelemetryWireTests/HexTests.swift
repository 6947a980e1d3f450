// SPDX-License-Identifier: MIT

import TelemetryWire
import Testing

struct HexTests {
    @Test func `writes two lower-case digits per byte`() {
        #expect(Hex.encode([0x00, 0x0F, 0xA0, 0xFF]) == "000fa0ff")
        #expect(Hex.encode([]) == "")
    }

    @Test func `reads back every byte`() {
        let bytes = (0...255).map { UInt8($0) }
        #expect(Hex.decode(Hex.encode(bytes)) == bytes)
        #expect(Hex.decode(Hex.encode(bytes).uppercased()) == bytes)
        #expect(Hex.decode("") == [])
    }

    @Test(arguments: ["0", "abc", "0g", "g0", "zz", "0x", " 00", "00 ", "+1", "-1", "é", "０１", "00\n"])
    func `refuses what is not pairs of digits`(_ text: String) {
        #expect(Hex.decode(text) == nil)
    }

    @Test func `knows the value of every digit and of nothing else`() {
        let digits = (0...255).compactMap { Hex.digit(UInt8($0)) }
        #expect(digits == Array(0...9) + Array(10...15) + Array(10...15))
    }
}
