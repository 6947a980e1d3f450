// SPDX-License-Identifier: MIT

/// Cuts bytes that come in pieces into lines, and keeps no more than one line of bounded length.
///
/// A UTF-8 byte order mark at the beginning, which some editors write, belongs to no line.
struct LineSplitter {
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// The length of the longest line that is kept, without its end.
    static let longestLine = 64 * 1024

    enum Line: Equatable {
        case complete([UInt8])
        /// The line is longer than `longestLine`; it was skipped up to its end.
        case tooLong
    }

    private var current: [UInt8] = []
    private var isTooLong = false
    private var isAtBeginning = true

    /// The lines that end within `piece`.
    mutating func add(_ piece: [UInt8]) -> [Line] {
        var lines: [Line] = []
        var rest = piece[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            keep(rest[..<end])
            lines.append(take())
            rest = rest[(end + 1)...]
        }
        keep(rest)
        return lines
    }

    /// The last line, if the bytes do not end with a line end, else none.
    mutating func finish() -> [Line] { isTooLong || !current.isEmpty ? [take()] : [] }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) {
        if current.count + bytes.count > Self.longestLine { isTooLong = true }
        if isTooLong { current = [] } else { current += bytes }
    }

    private mutating func take() -> Line {
        defer { (current, isTooLong, isAtBeginning) = ([], false, false) }
        if isAtBeginning, current.starts(with: Self.byteOrderMark) { current.removeFirst(Self.byteOrderMark.count) }
        return isTooLong ? .tooLong : .complete(current)
    }
}
