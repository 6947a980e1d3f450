// SPDX-License-Identifier: MIT

/// A destination did not take what it was given.
package struct FailedDelivery: Sendable, Equatable {
    /// The destination's name. Nothing about its failures is ever handed to itself: that would feed on its own errors.
    package var destination: String
    /// The name under which failures of this kind are counted and stored, `INFLUXDB_V1_WRITE` for example.
    package var errorType: String
    package var category: PollFailure.Category
    package var httpStatus: Int?
    package var time: Timestamp

    package init(
        destination: String, errorType: String, category: PollFailure.Category, httpStatus: Int? = nil,
        at time: Timestamp
    ) {
        self.destination = destination
        self.errorType = errorType
        self.category = category
        self.httpStatus = httpStatus
        self.time = time
    }
}
