// SPDX-License-Identifier: MIT

/// Takes everything about an installation out, for good.
package protocol FleetEraser: Sendable {
    /// Erases all that is stored about an installation, corrects the rollups of the weeks that can still be recounted, and
    /// lays a tombstone, also if nothing was stored: nothing about the installation is taken any more.
    ///
    /// The tombstone is durable before anything is erased, so that an erasure that is cut short is completed at the next start.
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
