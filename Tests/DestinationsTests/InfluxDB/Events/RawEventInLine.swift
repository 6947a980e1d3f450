// SPDX-License-Identifier: MIT

import Foundation

/// The field `raw_event` within a line, found as the server finds it: a backslash keeps a quote from ending a text.
struct RawEventInLine {
    /// The line with `…` for the text.
    var abbreviated: String
    /// The text, without the escapes of line protocol; `nil` if there is none.
    var json: String?

    init(_ line: String) {
        abbreviated = line
        let pieces = line.components(separatedBy: "raw_event=\"")
        guard pieces.count > 1 else { return }
        let start = pieces[0] + "raw_event=\""
        let bytes = Array(line.utf8)
        var text: [UInt8] = []
        var offset = start.utf8.count
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "\"") {
            if bytes[offset] == UInt8(ascii: "\\") { offset += 1 }
            text.append(bytes[offset])
            offset += 1
        }
        json = String(decoding: text, as: UTF8.self)
        abbreviated = start + "…" + String(decoding: bytes[offset...], as: UTF8.self)
    }
}
