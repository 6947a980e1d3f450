// SPDX-License-Identifier: MIT

/// Which of the events, each with a number of its own, were found somewhere, and how often one was found again.
struct EventNumbers: Sendable {
    private var words: [UInt64] = []
    /// How many different ones.
    private(set) var count = 0
    /// How often one came that was there already.
    private(set) var repetitions = 0

    /// Numbers beyond are no events.
    private static let largest = 100_000_000
    private static let digits = 10

    mutating func insert(_ number: Int) {
        let (word, bit) = (number / 64, UInt64(1) << UInt64(number % 64))
        while words.count <= word { words.append(0) }
        if words[word] & bit == 0 { count += 1 } else { repetitions += 1 }
        words[word] |= bit
    }

    func contains(_ number: Int) -> Bool {
        let word = number / 64
        return word < words.count && words[word] & UInt64(1) << UInt64(number % 64) != 0
    }

    /// Those of a range that were not found.
    func missing(from range: ClosedRange<Int>) -> [Int] { range.filter { !contains($0) } }

    /// The first number in a text: ten digits that begin with a zero, with no digit, letter, point or dash beside them.
    static func first(in bytes: some RandomAccessCollection<UInt8>) -> Int? {
        var length = 0
        var number = 0
        var isWord = false
        for byte in bytes {
            if (48...57).contains(byte), !isWord {
                if length == 0, byte != 48 { isWord = true }
                length += 1
                number = number &* 10 &+ Int(byte - 48)
                continue
            }
            let isPart = Self.isPart(byte)
            if length == digits, !isPart, !isWord, number <= largest { return number }
            isWord = isPart
            (length, number) = (0, 0)
        }
        return length == digits && !isWord && number <= largest ? number : nil
    }

    private static func isPart(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122: true
        case UInt8(ascii: "."), UInt8(ascii: "-"): true
        default: false
        }
    }

    /// The number of an event about performance: those have no message, and carry it as the handle.
    ///
    /// - Parameter name: what stands before it.
    static func handle(in bytes: some RandomAccessCollection<UInt8>, after name: String) -> Int? {
        let name = Array(name.utf8)
        var start = bytes.endIndex
        // Near the end, if it is there at all.
        while start > bytes.startIndex {
            start = bytes.index(before: start)
            guard bytes[start...].starts(with: name) else { continue }
            let digits = bytes[start...].dropFirst(name.count).prefix { (48...57).contains($0) }
            return Int(String(decoding: digits, as: UTF8.self)).flatMap { $0 <= largest ? $0 : nil }
        }
        return nil
    }

    /// Adds the first number of each part of a text; parts are what a byte separates.
    ///
    /// - Parameter name: what stands before a handle, which counts where there is no other number.
    mutating func insert(partsOf bytes: [UInt8], separatedBy separator: UInt8, handleAfter name: String? = nil) {
        for part in bytes.split(separator: separator) {
            guard let number = Self.first(in: part) ?? name.flatMap({ Self.handle(in: part, after: $0) }) else {
                continue
            }
            insert(number)
        }
    }
}
