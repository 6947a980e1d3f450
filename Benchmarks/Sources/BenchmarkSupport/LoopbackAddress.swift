// SPDX-License-Identifier: MIT

import Foundation

/// A port of this machine, as the system's calls want it.
package struct LoopbackAddress {
    private var address = sockaddr_in()

    package init(port: Int) {
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
    }

    /// True if the call, `bind` or `connect`, gives 0.
    package func isTaken(_ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Bool {
        withUnsafePointer(to: address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                call($0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
