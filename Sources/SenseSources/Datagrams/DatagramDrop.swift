// SPDX-License-Identifier: MIT

package import SenseDatagrams

/// Why a datagram that was read became nothing.
package enum DatagramDrop: Sendable, Hashable {
    /// It came from an address that is not allowed.
    case source
    /// It is longer than allowed.
    case size
    /// More came in this minute than allowed.
    case rateLimit
    /// As many as allowed were waiting already. No more are read than there is room for, so it guards what cannot happen.
    case queueFull
    /// Its content.
    case rejected(RejectionReason)

    /// Under which it is counted and told.
    package var label: String {
        switch self {
        case .source: "source"
        case .size: "size"
        case .rateLimit: "rate-limit"
        case .queueFull: "queue-full"
        case .rejected(let reason): reason.rawValue
        }
    }

    /// Whether somebody should look at it: not at what the configuration wants so.
    var isWorthTelling: Bool {
        switch self {
        case .rejected(.droppedByRule), .rejected(.excludedUser), .rejected(.filtered), .rejected(.notMonitored): false
        default: true
        }
    }
}
