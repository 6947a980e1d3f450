// SPDX-License-Identifier: MIT

/// How much a spool keeps, and for how long. Beyond that the oldest records go.
package struct SpoolLimits: Sendable, Equatable {
    package var maximumBytes: Int
    package var maximumAge: Duration
    /// Records are kept in files of about this size; one file is the least that goes when the spool is full.
    package var segmentBytes: Int

    package init(
        maximumBytes: Int = 256 << 20, maximumAge: Duration = .seconds(168 * 3600), segmentBytes: Int = 4 << 20
    ) {
        self.maximumBytes = maximumBytes
        self.maximumAge = maximumAge
        self.segmentBytes = max(1, min(segmentBytes, maximumBytes / 4))
    }
}
