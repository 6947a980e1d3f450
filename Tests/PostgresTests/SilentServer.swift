// SPDX-License-Identifier: MIT

import MonitoringTestKit

/// A port on 127.0.0.1 that takes connections and says nothing, for as long as the value lives.
final class SilentServer: Sendable {
    private let socket: LoopbackSocket

    init() throws {
        socket = try LoopbackSocket(.stream)
        try socket.listen()
    }

    var port: Int { socket.port }
}
