// SPDX-License-Identifier: MIT

/// One interface of one server.
struct Endpoint: Sendable, Hashable {
    /// The server's number.
    let server: Int
    /// The interface.
    let interface: SenseInterface

    /// All endpoints of a site: engine and proxy of each server, and the repository of server 1.
    static func all(servers: Int) -> [Endpoint] {
        (1...servers).flatMap { server in
            [Endpoint(server: server, interface: .engine), Endpoint(server: server, interface: .proxy)]
        } + [Endpoint(server: 1, interface: .repository)]
    }
}
