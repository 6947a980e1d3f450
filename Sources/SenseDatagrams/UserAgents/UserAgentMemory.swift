// SPDX-License-Identifier: MIT

package import Monitoring

/// A parser that remembers what it has read: few different user agents make up most events.
///
/// Holds a bounded number of texts of a bounded total size. When either is reached, everything is forgotten: what is in
/// use is back after as many texts as there are browsers, and there is no order to keep. For one thread at a time.
package struct UserAgentMemory: Sendable {
    private struct Entry: Sendable {
        var text: Range<Int>
        var userAgent: UserAgent
    }

    private let parser = UserAgentParser()
    private let hash: ByteHash
    private let maximumCount: Int
    private let maximumByteCount: Int

    /// The remembered texts one after the other.
    private var bytes: [UInt8] = []
    private var entries: [Entry] = []
    /// For each hash the number of an entry, counted from one; zero if there is none. The next ones belong to the hash
    /// too, up to one that is empty. At least half of all are empty.
    private var slots: [UInt16]

    /// - Parameters:
    ///   - seed: A random number that nobody else knows, so that nobody can send texts that are slow to tell apart.
    ///   - maximumCount: How many texts are remembered: from 1 to 16,384.
    ///   - maximumByteCount: How many bytes of texts are remembered; a longer text never is. As much again is held by
    ///     the results.
    package init(seed: UInt64, maximumCount: Int = 1_000, maximumByteCount: Int = 256 * 1_024) {
        self.maximumCount = min(max(maximumCount, 1), 16_384)
        self.maximumByteCount = maximumByteCount
        hash = ByteHash(seed: seed)
        var slotCount = 2
        while slotCount < self.maximumCount * 2 { slotCount *= 2 }
        slots = Array(repeating: 0, count: slotCount)
    }

    /// How many texts are remembered.
    package var count: Int { entries.count }

    /// How many bytes these have.
    package var byteCount: Int { bytes.count }

    /// What a user agent tells of: the same object for the same bytes, until they are forgotten.
    package mutating func userAgent(_ text: UnsafeRawBufferPointer) -> UserAgent {
        var slot = hash.value(of: text) & (slots.count - 1)
        while slots[slot] != 0 {
            let entry = Int(slots[slot]) - 1
            if isText(of: entry, text) { return entries[entry].userAgent }
            slot = (slot + 1) & (slots.count - 1)
        }
        let userAgent = parser.parse(text)
        remember(userAgent, text, slot: slot)
        return userAgent
    }

    private func isText(of entry: Int, _ text: UnsafeRawBufferPointer) -> Bool {
        let range = entries[entry].text
        guard range.count == text.count else { return false }
        return bytes.withUnsafeBytes { UnsafeRawBufferPointer(rebasing: $0[range]).hasBytes(of: text) }
    }

    /// - Parameter slot: The empty one for the text.
    private mutating func remember(_ userAgent: UserAgent, _ text: UnsafeRawBufferPointer, slot: Int) {
        guard text.count <= maximumByteCount else { return }
        var slot = slot
        if entries.count == maximumCount || bytes.count + text.count > maximumByteCount {
            forget()
            slot = hash.value(of: text) & (slots.count - 1)
        }
        let start = bytes.count
        bytes.append(contentsOf: text)
        entries.append(Entry(text: start..<bytes.count, userAgent: userAgent))
        slots[slot] = UInt16(entries.count)
    }

    private mutating func forget() {
        bytes.removeAll(keepingCapacity: true)
        entries.removeAll(keepingCapacity: true)
        for slot in slots.indices { slots[slot] = 0 }
    }
}

extension UnsafeRawBufferPointer {
    /// Whether another buffer of the same length has the same bytes; eight at a time.
    fileprivate func hasBytes(of other: UnsafeRawBufferPointer) -> Bool {
        var position = 0
        while position + 8 <= count {
            guard
                loadUnaligned(fromByteOffset: position, as: UInt64.self)
                    == other.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            else { return false }
            position += 8
        }
        while position < count {
            guard self[position] == other[position] else { return false }
            position += 1
        }
        return true
    }
}
