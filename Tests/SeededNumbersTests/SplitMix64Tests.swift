// SPDX-License-Identifier: MIT

import SeededNumbers
import Testing

@Suite struct SplitMix64Tests {
    @Test func `gives the known sequence of the algorithm`() {
        var random = SplitMix64(seed: 0)
        #expect(
            [random.next(), random.next(), random.next()] == [
                0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F,
            ]
        )
    }

    @Test func `draws numbers from the whole range and from nowhere else`() {
        var random = SplitMix64(seed: 7)
        let numbers = Set((0..<1000).map { _ in random.number(in: -2...2) })
        #expect(numbers == [-2, -1, 0, 1, 2])
    }

    @Test func `keeps all elements when it shuffles`() {
        var random = SplitMix64(seed: 7)
        let shuffled = random.shuffled(Array(0..<50))
        #expect(shuffled != Array(0..<50))
        #expect(shuffled.sorted() == Array(0..<50))
        #expect(random.shuffled([Int]()).isEmpty)
    }

    @Test func `gives each path below a seed a sequence of its own`() {
        var first = SplitMix64(seed: 1, 2, 3)
        var second = SplitMix64(seed: 1, 3, 2)
        #expect(first.next() != second.next())
    }

    @Test func `gives 32 bytes that are the numbers' own`() {
        var random = SplitMix64(seed: 0)
        let bytes = random.bytes32()
        #expect(bytes.count == 32)
        #expect(bytes.prefix(8) == [0xAF, 0xCD, 0x1D, 0x7B, 0x39, 0xA8, 0x20, 0xE2])
    }

    @Test func `happens in as many cases as was asked for`() {
        var random = SplitMix64(seed: 3)
        let count = (0..<10_000).count { _ in random.chance(0.2) }
        #expect((1_850...2_150).contains(count))
        #expect((0..<100).allSatisfy { _ in !random.chance(0) })
    }

    @Test func `waits as long as was asked for on the average, and never less than nothing`() {
        var random = SplitMix64(seed: 5)
        let times = (0..<10_000).map { _ in random.waitingTime(mean: 4) }
        #expect(abs(times.reduce(0, +) / 10_000 - 4) < 0.2)
        #expect(times.allSatisfy { $0 >= 0 && $0.isFinite })
    }

    @Test func `gives moments in order and within the length`() {
        var random = SplitMix64(seed: 5)
        let moments = random.moments(mean: 0.5, within: 1000)
        #expect(moments == moments.sorted())
        #expect(moments.allSatisfy { (0..<1000).contains($0) })
        #expect((1_850...2_150).contains(moments.count))
        #expect(random.moments(mean: .infinity, within: 1000).isEmpty)
    }
}
