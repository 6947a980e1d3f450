// SPDX-License-Identifier: MIT

import Foundation
import Synchronization

/// Something on a port of 127.0.0.1 that answers a connection's first bytes with others, whatever they are, and then
/// acts as no broker would.
package final class ScriptedBroker: Sendable {
    package enum Behaviour: Sendable {
        /// Takes everything and answers nothing.
        case keepsSilent
        /// Closes the connection when more comes.
        case hangsUp
    }

    /// What a broker says to somebody whom it lets in.
    package static let welcome: [UInt8] = [0x20, 2, 0, 0]

    private let socket: LoopbackSocket
    private let counter = Counter()

    private final class Counter: Sendable {
        let connections = Mutex(0)
    }

    /// - Parameter answer: to the first bytes; `nil` answers nothing.
    package init(answer: [UInt8]?, then behaviour: Behaviour = .keepsSilent) throws {
        socket = try LoopbackSocket(.stream)
        try socket.listen()
        let socket = socket
        let counter = counter
        Thread.detachNewThread {
            while let connection = socket.nextConnection() {
                counter.connections.withLock { $0 += 1 }
                Thread.detachNewThread { Self.serve(connection, answer, behaviour) }
            }
        }
    }

    deinit { socket.shutDown() }

    package var port: Int { socket.port }
    package var connections: Int { counter.connections.withLock { $0 } }

    private static func serve(_ connection: CInt, _ answer: [UInt8]?, _ behaviour: Behaviour) {
        defer { close(connection) }
        var bytes = [UInt8](repeating: 0, count: 64 * 1024)
        guard read(connection, &bytes, bytes.count) > 0 else { return }
        if let answer { _ = send(connection, answer, answer.count, Int32(MSG_NOSIGNAL)) }
        while read(connection, &bytes, bytes.count) > 0 {
            if case .hangsUp = behaviour { return }
        }
    }
}
