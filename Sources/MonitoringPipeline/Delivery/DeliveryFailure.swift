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
    }

    package var kind: Kind
    package var message: String
    package var category: PollFailure.Category
    package var httpStatus: Int?

    package init(
        _ kind: Kind, _ message: String, category: PollFailure.Category = .unknown, httpStatus: Int? = nil
    ) {
        self.kind = kind
        self.message = message
        self.category = category
        self.httpStatus = httpStatus
    }

    package var description: String { message }
}
