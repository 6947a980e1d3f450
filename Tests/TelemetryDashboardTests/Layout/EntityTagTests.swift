// SPDX-License-Identifier: MIT

import TelemetryDashboard
import Testing

struct EntityTagTests {
    private let tag = EntityTag("content")

    @Test func `the tag is a quoted digest of the content`() {
        #expect(tag.header.wholeMatch(of: /"[0-9a-f]{32}"/) != nil)
        #expect(EntityTag("").header == "\"e3b0c44298fc1c149afbf4c8996fb924\"")
        #expect(tag != EntityTag("Content"))
    }

    @Test func `a request may name the tag alone, in a list, weakly or by a star`() {
        for value in [tag.header, "W/\(tag.header)", "\"a\", \(tag.header) ,\"b\"", "*", " \t\(tag.header)\t"] {
            #expect(tag.isNamed(in: [value]))
        }
        #expect(tag.isNamed(in: ["\"a\"", tag.header]))
    }

    @Test func `anything else does not name it`() {
        #expect(!tag.isNamed(in: []))
        for value in ["", ",", " ", "W/", "\"\"", "\"a\"", String(tag.header.dropFirst()), "\(tag.header)x"] {
            #expect(!tag.isNamed(in: [value]))
        }
    }
}
