// SPDX-License-Identifier: MIT

package import Monitoring

/// A batch did not arrive: whether trying again can help, and a sentence for the administrator.
package struct DeliveryFailure: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Kind: Sendable, Equatable {
        /// The same batch may be accepted later. The server may have said when.
        case temporary(retryAfter: Duration?)
        /// The server will never accept this batch, and stored nothing of it. A part of it may be accepted.
        case permanent
        /// The server stored all but this many records and will never accept those.
        case partial(rejected: Int)
        /// The server will not take anything, whatever it is: a key or an address is wrong. The batch is given up.
        case refused
    }

    package var kind: Kind
    package var message: String
    package var category: PollFailure.Category
    package var httpStatus: Int?
    /// How many of the first records arrived before a temporary failure, and need not be delivered again.
    package var delivered: Int

    package init(
        _ kind: Kind, _ message: String, category: PollFailure.Category = .unknown, httpStatus: Int? = nil,
        delivered: Int = 0
    ) {
        self.kind = kind
        self.message = message
        self.category = category
        self.httpStatus = httpStatus
        self.delivered = delivered
    }

    package var description: String { message }
}
