// SPDX-License-Identifier: MIT

/// What was sent.
package struct EventReport: Sendable, Equatable {
    /// The number of the first event.
    package var firstNumber: Int
    /// The number of the last event; one less than the first if there was none.
    package var lastNumber: Int
    package var events: [EventKind: Int] = [:]
    package var malformed: [MalformedDatagram: Int] = [:]
    /// Datagrams that the system did not take; they are counted above, too.
    package var refused = 0
    package var duration: Duration = .zero

    package init(firstNumber: Int, lastNumber: Int) {
        self.firstNumber = firstNumber
        self.lastNumber = lastNumber
    }

    /// All datagrams.
    package var datagrams: Int { events.values.reduce(0, +) + malformed.values.reduce(0, +) }

    /// One line for each figure, a name and then the figure.
    package var lines: [String] {
        let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
        let milliseconds = Int((seconds * 1000).rounded())
        return ["datagrams \(datagrams)", "first-number \(firstNumber)", "last-number \(lastNumber)"]
            + EventKind.allCases.compactMap { kind in events[kind].map { "\(kind.rawValue) \($0)" } }
            + MalformedDatagram.allCases.compactMap { kind in
                malformed[kind].map { "malformed-\(kind.rawValue) \($0)" }
            }
            + ["refused \(refused)", "milliseconds \(milliseconds)"]
    }
}
