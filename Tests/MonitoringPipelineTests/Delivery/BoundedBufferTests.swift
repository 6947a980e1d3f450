// SPDX-License-Identifier: MIT

import Testing

@testable import MonitoringPipeline

@Suite struct BoundedBufferTests {
    private func filled(_ names: String..., limit: Int) -> BoundedBuffer {
        var buffer = BoundedBuffer(maximumBytes: limit)
        for name in names { _ = buffer.append(.entry(name)) }
        return buffer
    }

    private func names(_ entries: [BoundedBuffer.Entry]) -> [String] {
        entries.map { String(decoding: $0.record.bytes, as: UTF8.self) }
    }

    @Test func `gives records back in the order in which they came`() {
        var buffer = filled("a", "b", "c", limit: 100)
        #expect(buffer.count == 3)
        #expect(buffer.byteCount == 3)
        #expect(names(buffer.takeFirst(maximumCount: 2, maximumBytes: 100)) == ["a", "b"])
        _ = buffer.append(.entry("d"))
        #expect(names(buffer.takeFirst(maximumCount: 9, maximumBytes: 100)) == ["c", "d"])
        #expect(buffer.isEmpty)
        #expect(buffer.byteCount == 0)
    }

    @Test func `drops the oldest records when full`() {
        var buffer = filled("aa", "bb", "cc", limit: 6)
        #expect(buffer.append(.entry("ddd")) == 2)
        #expect(buffer.byteCount == 5)
        #expect(names(buffer.takeFirst(maximumCount: 9, maximumBytes: 100)) == ["cc", "ddd"])
    }

    @Test func `is filled to the last byte without a loss`() {
        var buffer = filled("aa", "bb", limit: 6)
        #expect(buffer.append(.entry("cc")) == 0)
        #expect(buffer.byteCount == 6)
    }

    @Test func `keeps what it has when a record is larger than itself`() {
        var buffer = filled("a", "b", limit: 4)
        #expect(buffer.append(.entry("too large")) == 1)
        #expect(names(buffer.takeFirst(maximumCount: 9, maximumBytes: 100)) == ["a", "b"])
    }

    @Test func `takes a record that is as large as itself`() {
        var buffer = filled("a", "b", limit: 4)
        #expect(buffer.append(.entry("cccc")) == 2)
        #expect(names(buffer.takeFirst(maximumCount: 9, maximumBytes: 100)) == ["cccc"])
    }

    @Test func `takes as many as fit the bytes of a batch`() {
        var buffer = filled("aa", "bb", "cc", limit: 100)
        #expect(names(buffer.takeFirst(maximumCount: 9, maximumBytes: 5)) == ["aa", "bb"])
        #expect(names(buffer.takeFirst(maximumCount: 9, maximumBytes: 2)) == ["cc"])
    }

    @Test func `takes one record alone that is larger than a batch`() {
        var buffer = filled("aaaa", "b", limit: 100)
        #expect(names(buffer.takeFirst(maximumCount: 9, maximumBytes: 2)) == ["aaaa"])
        #expect(names(buffer.takeFirst(maximumCount: 9, maximumBytes: 2)) == ["b"])
    }

    @Test func `gives nothing when there is nothing, or nothing is wanted`() {
        var buffer = filled("a", limit: 10)
        #expect(buffer.takeFirst(maximumCount: 0, maximumBytes: 10).isEmpty)
        #expect(buffer.count == 1)
        var empty = BoundedBuffer(maximumBytes: 10)
        #expect(empty.takeFirst(maximumCount: 5, maximumBytes: 10).isEmpty)
    }

    @Test func `stays within its bytes and in order over thousands of records`() {
        var buffer = BoundedBuffer(maximumBytes: 10_000)
        var dropped = 0
        var taken: [String] = []
        for number in 0..<20_000 {
            dropped += buffer.append(.entry(String(number)))
            #expect(buffer.byteCount <= 10_000)
            if number.isMultiple(of: 7) { taken += names(buffer.takeFirst(maximumCount: 3, maximumBytes: 1000)) }
        }
        taken += names(buffer.takeFirst(maximumCount: .max, maximumBytes: .max))
        #expect(taken.count + dropped == 20_000)
        #expect(dropped > 0)
        let numbers = taken.compactMap { Int($0) }
        #expect(numbers == numbers.sorted())
        #expect(numbers.last == 19_999)
    }

    @Test func `knows since when its oldest record waits`() {
        var buffer = BoundedBuffer(maximumBytes: 2)
        #expect(buffer.oldest == nil)
        for (name, seconds) in [("a", 1), ("b", 2), ("c", 3)] {
            _ = buffer.append(.init(record: .named(name), since: .seconds(seconds)))
        }
        #expect(buffer.oldest == .seconds(2))
        _ = buffer.takeAll()
        #expect(buffer.oldest == nil)
    }

    @Test func `puts records back in front, as far as there is room`() {
        var buffer = filled("cc", limit: 5)
        #expect(buffer.putBack([.entry("aa"), .entry("bb")]) == 1)
        #expect(names(buffer.takeAll()) == ["bb", "cc"])
    }
}

extension BoundedBuffer.Entry {
    fileprivate static func entry(_ name: String) -> BoundedBuffer.Entry { .init(record: .named(name), since: .zero) }
}
