// SPDX-License-Identifier: MIT

import TelemetryStore

/// An installation as a batch of submissions has left it so far.
struct BatchEntry {
    var row: InstallationRow
    /// What is stored about it; `nil` if it is new.
    let stored: InstallationRow?
    /// The spans before the newest one; `nil` if they were not needed.
    var earlier: [Span]?
    /// Spans that came after those that are stored.
    var added: [(position: Int, span: Span)] = []
    /// True if the older spans are not those that are stored.
    var isRewritten = false

    var isChanged: Bool {
        guard let stored else { return true }
        return isRewritten || row.installation != stored.installation || row.earlierSpans != stored.earlierSpans
    }

    /// The rows that are to be inserted.
    func spans(of id: KeyedID) -> [SpanRow] {
        let spans = isRewritten ? (earlier ?? []).enumerated().map { ($0.offset, $0.element) } : added
        return spans.map { SpanRow(keyedID: id, position: $0.0, span: $0.1) }
    }
}
