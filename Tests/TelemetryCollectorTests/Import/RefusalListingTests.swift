// SPDX-License-Identifier: MIT

import TelemetryCollector
import Testing

struct RefusalListingTests {
    /// What is said about so many refused lines of two files: the lines that are named, and the rest.
    private func listing(_ count: Int) -> (named: [String], rest: String?) {
        var listing = RefusalListing()
        let named = (0..<count).compactMap { index in
            listing.add(.init(line: index + 1, reason: "odd"), in: index.isMultiple(of: 2) ? "a.jsonl" : "b.jsonl")
        }
        return (named, listing.rest)
    }

    @Test(arguments: [0, 1, 99, 100])
    func `names every line if they are few`(_ count: Int) {
        #expect(listing(count).named.count == count)
        #expect(listing(count).rest == nil)
    }

    @Test func `says which line of which file, and why`() {
        #expect(listing(2).named == ["a.jsonl, line 1, is refused: odd", "b.jsonl, line 2, is refused: odd"])
    }

    @Test(arguments: [
        (101, "1 more line is refused."), (102, "2 more lines are refused."),
        (100_000, "99900 more lines are refused."),
    ])
    func `only counts what comes after a hundred, of all files together`(_ count: Int, _ rest: String) {
        #expect(listing(count).named.count == 100)
        #expect(listing(count).named.last == "b.jsonl, line 100, is refused: odd")
        #expect(listing(count).rest == rest)
    }
}
