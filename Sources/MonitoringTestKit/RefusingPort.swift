// SPDX-License-Identifier: MIT

/// A TCP port on 127.0.0.1 at which every connection is refused, for as long as the value lives.
///
/// It is taken, but nobody listens there: a port that is merely free could be somebody else's a moment later.
package final class RefusingPort: Sendable {
    private let socket: LoopbackSocket

    package init() throws { socket = try LoopbackSocket(.stream) }

    package var number: Int { socket.port }
}
