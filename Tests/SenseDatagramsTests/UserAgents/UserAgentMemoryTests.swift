// SPDX-License-Identifier: MIT

import Monitoring
import Testing

@testable import SenseDatagrams

struct UserAgentMemoryTests {
    private static func read(_ text: String, with memory: inout UserAgentMemory) -> UserAgent {
        Array(text.utf8).withUnsafeBytes { memory.userAgent($0) }
    }

    /// All of the same length.
    private static func texts(_ count: Int) -> [String] { (0..<count).map { "Firefox/\(10_000 + $0).0" } }

    @Test func `gives the same object for the same bytes`() {
        var memory = UserAgentMemory(seed: 1)
        let one = Self.read("Chrome/126.0", with: &memory)
        let other = Self.read("Chrome/127.0", with: &memory)
        #expect(one.browser.version == "126.0" && other.browser.version == "127.0")
        #expect(Self.read("Chrome/126.0", with: &memory) === one)
        #expect(Self.read("Chrome/127.0", with: &memory) === other)
        #expect(memory.count == 2 && memory.byteCount == 24)
    }

    @Test(arguments: UserAgentCase.all)
    func `gives what the parser gives`(_ expected: UserAgentCase) {
        var memory = UserAgentMemory(seed: 2)
        for _ in 0..<2 {
            let result = Self.read(expected.text, with: &memory)
            #expect(result.browser == expected.browser && result.system == expected.system)
        }
    }

    @Test func `tells texts apart that have the same hash`() {
        let hash = ByteHash(seed: 3)
        let texts = Self.texts(1_000)
        let slots = Set(texts.map { Array($0.utf8).withUnsafeBytes { hash.value(of: $0) & 2_047 } })
        #expect(slots.count < 900)

        var memory = UserAgentMemory(seed: 3)
        let first = texts.map { Self.read($0, with: &memory) }
        let second = texts.map { Self.read($0, with: &memory) }
        #expect(first.map(\.text) == texts)
        #expect(zip(first, second).allSatisfy { $0 === $1 })
        #expect(memory.count == 1_000)
    }

    @Test(arguments: 1...17)
    func `tells texts apart that differ in one byte`(_ length: Int) {
        for index in 0..<length {
            var memory = UserAgentMemory(seed: 12, maximumCount: 256)
            var text = [UInt8](repeating: 0x20, count: length)
            let first = (UInt8.min...UInt8.max).map { byte in
                text[index] = byte
                return ObjectIdentifier(text.withUnsafeBytes { memory.userAgent($0) })
            }
            #expect(Set(first).count == 256 && memory.count == 256)
        }
    }

    @Test func `tells bytes apart that read the same`() {
        var memory = UserAgentMemory(seed: 4)
        let one = [0xFF].withUnsafeBytes { memory.userAgent($0) }
        let other = [0xFE].withUnsafeBytes { memory.userAgent($0) }
        #expect(one.text == other.text && one !== other)
    }

    @Test func `tells a text from its beginning`() {
        var memory = UserAgentMemory(seed: 5)
        let text = "Firefox/127.0 and a tail"
        for length in 0...text.count {
            #expect(Self.read(String(text.prefix(length)), with: &memory).text == String(text.prefix(length)))
        }
        #expect(memory.count == text.count + 1)
    }

    @Test func `forgets everything when there are too many texts`() {
        var memory = UserAgentMemory(seed: 6, maximumCount: 10)
        let texts = Self.texts(11)
        let first = texts.map { Self.read($0, with: &memory) }
        #expect(memory.count == 1 && memory.byteCount == texts[10].utf8.count)
        #expect(Self.read(texts[10], with: &memory) === first[10])
        #expect(Self.read(texts[0], with: &memory) !== first[0])
        #expect(first[0].text == texts[0])
    }

    @Test func `forgets everything when the texts get too long`() {
        var memory = UserAgentMemory(seed: 7, maximumByteCount: 30)
        let texts = Self.texts(3)
        #expect(texts.allSatisfy { $0.utf8.count == 15 })
        let first = texts.map { Self.read($0, with: &memory) }
        #expect(memory.count == 1 && memory.byteCount == 15)
        #expect(Self.read(texts[2], with: &memory) === first[2])
    }

    @Test func `does not remember a text that is longer than all may be`() {
        var memory = UserAgentMemory(seed: 8, maximumByteCount: 15)
        let remembered = Self.read(Self.texts(1)[0], with: &memory)
        let long = "Firefox/127.0 and more"
        #expect(Self.read(long, with: &memory).browser.version == "127.0")
        #expect(Self.read(long, with: &memory) !== Self.read(long, with: &memory))
        #expect(Self.read(Self.texts(1)[0], with: &memory) === remembered)
    }

    @Test func `stays within its bounds whatever comes`() {
        var memory = UserAgentMemory(seed: 9, maximumCount: 50, maximumByteCount: 2_000)
        for number in 0..<5_000 {
            let text = String(repeating: "x", count: number % 97) + "\(number % 400)"
            #expect(Self.read(text, with: &memory).text == text)
            #expect(memory.count <= 50 && memory.byteCount <= 2_000)
        }
    }

    @Test(arguments: [Int.min, -1, 0, 1])
    func `remembers one text at least`(_ count: Int) {
        var memory = UserAgentMemory(seed: 10, maximumCount: count)
        let one = Self.read("a", with: &memory)
        #expect(Self.read("a", with: &memory) === one)
        #expect(Self.read("b", with: &memory).text == "b")
        #expect(memory.count == 1)
    }

    @Test func `remembers as many texts as it can number`() {
        var memory = UserAgentMemory(seed: 11, maximumCount: Int.max, maximumByteCount: Int.max)
        let texts = Self.texts(16_385)
        for text in texts.dropLast() { _ = Self.read(text, with: &memory) }
        #expect(memory.count == 16_384)
        #expect(Self.read(texts[16_383], with: &memory).text == texts[16_383])
        _ = Self.read(texts[16_384], with: &memory)
        #expect(memory.count == 1)
    }
}
