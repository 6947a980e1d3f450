// SPDX-License-Identifier: MIT

import MonitoringTestKit

/// Sends datagrams to ports of this machine.
final class DatagramSender {
    private let socket: LoopbackSocket

    /// - Parameter source: the address of this machine that they come from.
    init(from source: String = "127.0.0.1") throws { socket = try LoopbackSocket(.datagram, at: source) }

    func send(_ text: String, to port: Int) throws { try send(Array(text.utf8), to: port) }
    func send(_ bytes: [UInt8], to port: Int) throws { try socket.send(bytes, to: port) }
}
