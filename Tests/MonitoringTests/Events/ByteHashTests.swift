// SPDX-License-Identifier: MIT

import Testing

@testable import Monitoring

struct ByteHashTests {
    private static func value(_ bytes: [UInt8], seed: UInt64) -> Int {
        bytes.withUnsafeBytes { ByteHash(seed: seed).value(of: $0) }
    }

    @Test func `is the same for the same bytes wherever they lie`() {
        let bytes = Array("Mozilla/5.0 (X11; Linux x86_64; rv:127.0)".utf8)
        let shifted = [0] + bytes
        shifted.withUnsafeBytes { shifted in
            let moved = UnsafeRawBufferPointer(rebasing: shifted[1...])
            #expect(ByteHash(seed: 1).value(of: moved) == Self.value(bytes, seed: 1))
        }
    }

    @Test func `depends on the seed`() {
        let bytes = Array("Firefox/127.0".utf8)
        #expect(Set((0..<100).map { Self.value(bytes, seed: $0) }).count == 100)
    }

    @Test func `depends on every byte and on the number of bytes`() {
        for length in 0...40 {
            let bytes = [UInt8](repeating: 0, count: length)
            var values: Set = [Self.value(bytes, seed: 2), Self.value(bytes + [0], seed: 2)]
            for index in bytes.indices {
                var changed = bytes
                changed[index] = 1
                values.insert(Self.value(changed, seed: 2))
            }
            #expect(values.count == length + 2)
        }
    }

    @Test(arguments: [0, 1, UInt64.max])
    func `spreads texts that hardly differ`(_ seed: UInt64) {
        let slots = (0..<1_000).map { Self.value(Array("Firefox/\($0).0".utf8), seed: seed) & 2_047 }
        // Thrown at random, 1,000 texts meet about 790 of 2,048 places, give or take 12.
        #expect((700...880).contains(Set(slots).count))
        #expect(slots.allSatisfy { $0 >= 0 })
    }
}
