// SPDX-License-Identifier: MIT

package import Monitoring

/// A question that is asked again and again.
package protocol Poll: Sendable {
    var target: PollTarget { get }

    /// Asks once and returns what is to be handed on, if anything is.
    ///
    /// - Parameter now: the time of day, for what was learned.
    func ask(now: @Sendable () -> Timestamp) async throws(PollFailure) -> Observation?
}
