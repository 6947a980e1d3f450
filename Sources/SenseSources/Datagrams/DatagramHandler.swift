// SPDX-License-Identifier: MIT

package import Monitoring
package import NIOCore
package import SenseDatagrams

/// Takes the datagrams of a port, one after the other, always on the same event loop, so it needs no locks.
package protocol DatagramHandler: AnyObject {
    /// Handles one datagram at once: never waits. The bytes are there only during the call.
    ///
    /// - Returns: why it became nothing, if so; it is counted and told by that reason.
    func handle(_ datagram: UnsafeRawBufferPointer, from source: SocketAddress, at time: Timestamp) -> RejectionReason?

    /// Everything that was read in one go is handled: the moment to hand over what came of it, all at once. Comes after each
    /// reading, also if nothing of it was let through.
    func endBatch()
}
