// SPDX-License-Identifier: MIT

import Testing

@testable import Destinations

@Suite struct GzipTests {
    @Test(arguments: [0, 1, 999, 1001, 65_536, 1_100_000])
    func `gives back what was compressed`(size: Int) throws {
        let text = Array(String(repeating: "cpu,host=a total=37i 1795375416000000000\n", count: size / 40 + 1).utf8)
        let bytes = Array(text.prefix(size))
        let compressed = try #require(Gzip.compress(bytes))
        #expect(compressed.prefix(2) == [0x1F, 0x8B])
        #expect(Gzip.decompress(compressed) == bytes)
        if size > 999 { #expect(compressed.count < size / 4) }
    }

    @Test func `has room for bytes that cannot be compressed`() throws {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<200_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
        let compressed = try #require(Gzip.compress(bytes))
        #expect(Gzip.decompress(compressed) == bytes)
    }

    @Test func `is told from damage`() throws {
        var compressed = try #require(Gzip.compress(Array("some text".utf8)))
        compressed[compressed.count - 6] ^= 1
        #expect(Gzip.decompress(compressed) == nil)
        #expect(Gzip.decompress(Array("some text".utf8)) == nil)
    }
}
