// SPDX-License-Identifier: MIT

package import TelemetryWire

/// A valid report on its way into the store.
package struct Submission: Sendable, Equatable {
    package var installation: KeyedID
    /// What the sender proved; `nil` for version 1 messages, which prove nothing.
    package var proof: Proof?
    package var bodySHA256: [UInt8]
    /// The day on which the report counts.
    package var day: UTCDay
    package var state: FleetState

    package init(installation: KeyedID, proof: Proof?, bodySHA256: [UInt8], day: UTCDay, state: FleetState) {
        self.installation = installation
        self.proof = proof
        self.bodySHA256 = bodySHA256
        self.day = day
        self.state = state
    }

    /// A verified signature's key and counter.
    package struct Proof: Sendable, Equatable {
        package var publicKey: [UInt8]
        package var counter: UInt64

        package init(publicKey: [UInt8], counter: UInt64) {
            self.publicKey = publicKey
            self.counter = counter
        }
    }
}

/// A keyed hash of an installation's ID: what the store knows instead of the ID.
package struct KeyedID: Sendable, Hashable {
    package var bytes: [UInt8]

    package init(_ bytes: [UInt8]) { self.bytes = bytes }
}

/// What became of a submission.
package enum SubmissionOutcome: Sendable, Equatable {
    /// It is stored; the day is the one the receipt names.
    case stored(UTCDay)
    /// The same message was stored before, on this day. Nothing changed.
    case repeated(UTCDay)
    /// The counter is not greater than the last one.
    case counterUsed(last: UInt64)
    /// The ID belongs to another key, or to one although the message has none, or to none although it has one.
    case identityPinned
    /// The installation was erased: nothing about it is stored any more, whoever sends it.
    case erased
    /// The operator put the installation on the block list.
    case blocked
    /// The installation is new, and more new ones are not let in at the moment.
    case notAdmitted
}
