// SPDX-License-Identifier: MIT

/// Takes everything about an installation out.
package protocol FleetEraser: Sendable {
    /// Erases all that is stored about an installation. Erasing what is not there erases nothing and is no error.
    func erase(_ installation: KeyedID) async throws -> ErasureCounts
}

/// What an erasure removed.
package struct ErasureCounts: Sendable, Equatable {
    package var installations: Int
    package var spans: Int

    package init(installations: Int, spans: Int) {
        self.installations = installations
        self.spans = spans
    }
}
