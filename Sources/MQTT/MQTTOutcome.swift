// SPDX-License-Identifier: MIT

/// What became of messages that were to be published.
package struct MQTTOutcome: Sendable, Equatable {
    /// How many of the first ones are settled: acknowledged by the broker, or written to it if it is asked for no
    /// acknowledgement.
    package var accepted: Int
    /// Why the others are not; `nil` if all are. Some of them may have reached the broker.
    package var failure: MQTTFailure?

    package init(accepted: Int, failure: MQTTFailure? = nil) {
        self.accepted = accepted
        self.failure = failure
    }
}
