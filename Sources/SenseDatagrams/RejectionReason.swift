// SPDX-License-Identifier: MIT

/// Why a datagram became no event. The text is the label under which such datagrams are counted.
package enum RejectionReason: String, Sendable, CaseIterable {
    /// Nothing, or nothing but line ends and other control characters.
    case empty
    /// More bytes than a datagram can have.
    case tooLarge = "too-large"
    /// The first field is no type that is known.
    case unknownType = "unknown-type"
    /// A type whose source is off in the configuration.
    case disabledType = "disabled-type"
    /// Cut off, or not made by the appender of that type.
    case tooFewFields = "too-few-fields"
    /// A rule says that such events are not wanted.
    case droppedByRule = "dropped-by-rule"
    /// Events of the user are not wanted.
    case excludedUser = "excluded-user"
    /// No filter lets the performance event pass.
    case filtered
    /// Performance events only count.
    case notMonitored = "not-monitored"
}
