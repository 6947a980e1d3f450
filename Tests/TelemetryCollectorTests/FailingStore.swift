// SPDX-License-Identifier: MIT

import TelemetryStore

/// A store that cannot store anything.
struct FailingStore: FleetWriter {
    struct Failure: Error, CustomStringConvertible {
        let description = "the disk is full"
    }

    func submit(_ submission: Submission) async throws -> SubmissionOutcome { throw Failure() }
}
