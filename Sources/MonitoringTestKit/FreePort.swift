// SPDX-License-Identifier: MIT

import Foundation
import Synchronization

/// Finds TCP ports on 127.0.0.1 that nobody listens on, for programs that cannot be told "any port".
///
/// They lie below the range from which the system takes ports for outgoing connections and for "any port", and none is given
/// twice: so nobody else takes one before it is used. The port behind each is free too.
package enum FreePort {
    private static let range = 12_000..<30_000
    private static let next = Mutex(Int.random(in: range) & ~1)

    package static func find() throws -> Int {
        for _ in 0..<range.count / 2 {
            let port = next.withLock { next in
                defer { next = next + 2 < range.upperBound ? next + 2 : range.lowerBound }
                return next
            }
            if canBind(port), canBind(port + 1) { return port }
        }
        throw POSIXError(.EADDRNOTAVAIL)
    }

    private static func canBind(_ port: Int) -> Bool {
        (try? LoopbackSocket(.stream, port: port)) != nil
    }
}
