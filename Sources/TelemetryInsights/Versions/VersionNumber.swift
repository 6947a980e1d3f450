// SPDX-License-Identifier: MIT

/// A version whose parts are compared as numbers: 14.10 is newer than 14.9.
///
/// A version of the program that a service replaces is older than all versions of the service. A version that is not made of
/// numbers is neither newer nor older than any other.
package struct VersionNumber: Sendable, Equatable {
    package let text: String
    /// Without zeros at the end; `nil` if a part is no number.
    private let parts: [Int]?
    private let isOfPredecessor: Bool

    /// - Parameter predecessorMajors: see `TelemetryService.predecessorMajors`; `VersionOrder` knows it.
    init(_ text: String, predecessorMajors: ClosedRange<Int>?) {
        self.text = text
        let digits = text.first == "v" ? text.dropFirst() : text[...]
        var parts: [Int] = []
        for part in digits.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
            guard part.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
                let number = Int(String(part) ?? "")
            else {
                self.parts = nil
                isOfPredecessor = false
                return
            }
            parts.append(number)
        }
        while parts.last == 0 { parts.removeLast() }
        self.parts = parts
        isOfPredecessor = predecessorMajors?.contains(parts.first ?? 0) ?? false
    }

    var isNumeric: Bool { parts != nil }

    /// True only if both are made of numbers.
    func isOlder(than other: VersionNumber) -> Bool {
        guard let parts, let others = other.parts else { return false }
        guard isOfPredecessor == other.isOfPredecessor else { return isOfPredecessor }
        return parts.lexicographicallyPrecedes(others)
    }

    /// The order of lists: the newest first, versions that are not made of numbers last, by their text.
    package func isListed(before other: VersionNumber) -> Bool {
        if isNumeric != other.isNumeric { return isNumeric }
        if other.isOlder(than: self) { return true }
        if isOlder(than: other) { return false }
        return text < other.text
    }
}
