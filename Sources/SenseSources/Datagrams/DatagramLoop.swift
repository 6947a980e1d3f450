// SPDX-License-Identifier: MIT

package import NIOCore

/// The event loop on which ports are read, and who of them handles what waits there.
package struct DatagramLoop: Sendable {
    let eventLoop: any EventLoop
    let turns: NIOLoopBoundBox<BacklogTurns>

    package init(_ eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
        turns = NIOLoopBoundBox.makeBoxSendingValue(BacklogTurns(eventLoop), eventLoop: eventLoop)
    }
}
