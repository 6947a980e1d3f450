// SPDX-License-Identifier: MIT

import Testing

@testable import TelemetryClient

extension TelemetryDirectory {
    /// Adds a line to the history of whoever is at home in the folder.
    func appendHistory(_ line: String) throws {
        let id = try update { state throws(TelemetryStateFailure) in
            let id = state.id ?? String(repeating: "0", count: 64)
            state.id = id
            return id
        }
        #expect(try appendHistory(line, of: id))
    }
}
