// SPDX-License-Identifier: MIT

import Testing

@testable import SenseSimulator

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

    @Test func `writes GUIDs in their usual grouping`() {
        var random = SplitMix64(seed: 1)
        #expect(random.guid().split(separator: "-").map(\.count) == [8, 4, 4, 4, 12])
    }
}
