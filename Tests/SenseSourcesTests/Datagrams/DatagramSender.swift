// SPDX-License-Identifier: MIT

import MonitoringTestKit

/// Sends datagrams to one port as any other program does.
final class DatagramSender {
    private var socket: LoopbackSocket?
    /// Where they come from.
    let port: Int
    private let target: (host: String, port: Int)

    /// - Parameters:
    ///   - source: an address of the loopback network, of the same kind as `host`.
    init(toPort port: Int, host: String = "127.0.0.1", from source: String? = nil) throws {
        let socket = try LoopbackSocket(.datagram, at: source ?? (host.contains(":") ? "::1" : "127.0.0.1"))
        self.socket = socket
        self.port = socket.port
        target = (host, port)
    }

    /// Gives its port free.
    func close() { socket = nil }

    func send(_ bytes: [UInt8]) throws { try socket?.send(bytes, to: target.port, at: target.host) }
    func send(_ text: String) throws { try send(Array(text.utf8)) }
}
