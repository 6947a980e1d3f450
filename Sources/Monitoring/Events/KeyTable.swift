// SPDX-License-Identifier: MIT

/// Keys made of bytes, numbered in the order in which they came.
///
/// Looking one up copies nothing. Senders of datagrams cannot choose keys that collide: the seed is random.
package struct KeyTable: Sendable {
    private var memory: [UInt8] = []
    /// Where each key ends in `memory`.
    private var ends: [Int] = []
    private var hashes: [Int] = []
    /// The number of a key plus one, at its hash or after it; 0 where nothing is. A power of two, never more than half
    /// full.
    private var slots: [Int32] = Array(repeating: 0, count: 16)
    private let hash = ByteHash(seed: .random(in: .min ... .max))

    package init() {}

    package init(_ keys: some Sequence<String>) {
        for key in keys {
            let bytes = Array(key.utf8)
            _ = bytes.withUnsafeBytes { insert($0) }
        }
    }

    package var count: Int { ends.count }
    package var isEmpty: Bool { ends.isEmpty }

    /// The number of a key; `nil` if it is not there.
    package func number(of key: UnsafeRawBufferPointer) -> Int? {
        guard !ends.isEmpty else { return nil }
        let slot = slots[slot(of: key, hash.value(of: key))]
        return slot == 0 ? nil : Int(slot) - 1
    }

    package func contains(_ key: UnsafeRawBufferPointer) -> Bool { number(of: key) != nil }

    /// The number of a key, which is added if it is not there; `nil` if it is not and there are as many as `limit`.
    package mutating func insert(_ key: UnsafeRawBufferPointer, limit: Int = Int(Int32.max) - 1) -> Int? {
        let hash = hash.value(of: key)
        var slot = slot(of: key, hash)
        if slots[slot] != 0 { return Int(slots[slot]) - 1 }
        guard count < limit else { return nil }
        if 2 * (count + 1) > slots.count {
            grow()
            slot = self.slot(of: key, hash)
        }
        memory.append(contentsOf: key)
        ends.append(memory.count)
        hashes.append(hash)
        slots[slot] = Int32(count)
        return count - 1
    }

    /// Gives the bytes of a key that is there.
    package func withKey<Result>(_ number: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        let range = range(number)
        return memory.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range])) }
    }

    private func range(_ number: Int) -> Range<Int> { (number == 0 ? 0 : ends[number - 1])..<ends[number] }

    /// Where the key is, or where it belongs.
    private func slot(of key: UnsafeRawBufferPointer, _ hash: Int) -> Int {
        let mask = slots.count - 1
        var slot = hash & mask
        while slots[slot] != 0 {
            let number = Int(slots[slot]) - 1
            if hashes[number] == hash, withKey(number, { Self.areEqual($0, key) }) { break }
            slot = (slot + 1) & mask
        }
        return slot
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: 2 * slots.count)
        let mask = slots.count - 1
        for (number, hash) in hashes.enumerated() {
            var slot = hash & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(number + 1)
        }
    }

    private static func areEqual(_ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer) -> Bool {
        one.count == other.count && one.elementsEqual(other)
    }
}
