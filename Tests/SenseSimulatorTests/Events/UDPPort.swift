// SPDX-License-Identifier: MIT

import MonitoringTestKit

/// A UDP port on 127.0.0.1 that keeps what arrives, as far as the system has room.
final class UDPPort {
    private let socket: LoopbackSocket

    init() throws {
        socket = try LoopbackSocket(.datagram)
        try socket.setReceiveBuffer(1 << 22)
    }

    var number: Int { socket.port }

    /// Everything that has arrived by now, and from where.
    func received() -> [(bytes: [UInt8], source: String)] { socket.received() }
}
