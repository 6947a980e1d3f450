// SPDX-License-Identifier: MIT

import NIOCore
import NIOPosix

/// A server could not listen: which address, which setting chose it, why, and what to do.
package struct ListenFailure: Error, CustomStringConvertible {
    package var address: ListenAddress
    package var underlying: any Error

    package init(address: ListenAddress, underlying: any Error) {
        self.address = address
        self.underlying = underlying
    }

    package var description: String {
        let place = "cannot listen on \(address.authority) (\(address.setting))"
        if underlying is SocketAddressError {
            return "\(place): no such host is known; correct \(address.setting)"
        }
        switch (underlying as? IOError)?.errnoCode {
        case EADDRINUSE:
            return
                "\(place): port \(address.port) is already in use; stop the other program or change \(address.setting)"
        case EACCES:
            return "\(place): not permitted; ports below 1024 need privileges, choose another in \(address.setting)"
        case EADDRNOTAVAIL:
            return "\(place): this machine has no such address; correct \(address.setting)"
        default:
            return "\(place): \(underlying)"
        }
    }
}
