// SPDX-License-Identifier: MIT

/// Takes submissions in.
package protocol FleetWriter: Sendable {
    /// Stores a submission and returns when it is durable: a crash after the return loses nothing.
    func submit(_ submission: Submission) async throws -> SubmissionOutcome
}
