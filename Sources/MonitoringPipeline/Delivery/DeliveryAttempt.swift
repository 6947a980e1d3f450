// SPDX-License-Identifier: MIT

/// What became of the first records of a batch, and why the others have to wait.
struct DeliveryAttempt: Equatable {
    var written = 0
    var rejected = 0
    /// Given up because the destination takes nothing.
    var refused = 0
    /// A temporary failure; `nil` if all records are settled.
    var failure: DeliveryFailure?

    var settled: Int { written + rejected + refused }
}
