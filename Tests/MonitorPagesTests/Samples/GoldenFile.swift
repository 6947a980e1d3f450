// SPDX-License-Identifier: MIT

import Foundation
import Testing

/// What a page was when somebody last looked at it: a file of `Cases`.
///
/// `RECORD_CASES=1 swift test --filter MonitorPagesTests` writes the files anew, for you to look at the difference.
struct GoldenFile {
    let name: String

    init(_ name: String) { self.name = name }

    /// Records an issue that names the first line in which the text is not that of the file.
    func expect(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        if ProcessInfo.processInfo.environment["RECORD_CASES"] == "1" {
            let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            try Data(text.utf8).write(to: folder.appending(path: "Cases/\(name)"))
            return
        }
        let folder = Bundle.module.resourceURL ?? Bundle.module.bundleURL
        let expected = String(
            decoding: try Data(contentsOf: folder.appending(path: "Cases/\(name)")), as: UTF8.self)
        guard text != expected else { return }
        let lines = [text, expected].map { $0.split(separator: "\n", omittingEmptySubsequences: false) }
        let place = zip(lines[0], lines[1]).enumerated().first { $1.0 != $1.1 }
        let found = place.map { "line \($0.offset + 1) is\n\($0.element.0)\ninstead of\n\($0.element.1)" }
        Issue.record("not as in Cases/\(name): \(found ?? "one has more lines")", sourceLocation: sourceLocation)
    }
}
