// SPDX-License-Identifier: MIT

package import NIOCore

/// What a connection may cost: how long it may take, how much it may send, and how many there may be.
package struct ConnectionLimits: Sendable, Equatable {
    /// From the opening of a connection to the end of its first head, and from a head to the end of its body. Slow senders
    /// get no more, however steadily they send.
    package var requestTime: TimeAmount
    /// From the end of a request to the end of its answer, which a reader that reads nothing would hold up.
    package var answerTime: TimeAmount
    /// From the end of an answer to the end of the next request's head.
    package var idleTime: TimeAmount
    /// How long a connection that is given up may still send, so that its sender can read why.
    package var partingTime: TimeAmount
    /// The most bytes of all header fields of a request and its address together.
    package var headerBytes: Int
    package var headerCount: Int
    /// The most bytes of a body that are read at all, wanted or not.
    package var bodyBytes: Int

    package init(
        requestTime: TimeAmount = .seconds(30), answerTime: TimeAmount = .seconds(60),
        idleTime: TimeAmount = .seconds(75), partingTime: TimeAmount = .seconds(1), headerBytes: Int = 16 * 1024,
        headerCount: Int = 100, bodyBytes: Int = 64 * 1024
    ) {
        self.requestTime = requestTime
        self.answerTime = answerTime
        self.idleTime = idleTime
        self.partingTime = partingTime
        self.headerBytes = headerBytes
        self.headerCount = headerCount
        self.bodyBytes = bodyBytes
    }
}
