// SPDX-License-Identifier: MIT

/// The loopback address that a server of the site has to itself: server 1 is 127.0.0.1, server 2 is 127.0.0.2.
struct ServerAddress: Sendable {
    /// The four bytes of the address.
    let octets: [UInt8]

    /// The address of a server by its number, which starts at 1.
    init(server index: Int) {
        self.octets = [127, 0, UInt8(truncatingIfNeeded: index >> 8), UInt8(truncatingIfNeeded: index)]
    }

    /// The address in dotted form.
    var host: String { octets.map { String($0) }.joined(separator: ".") }
}
