// SPDX-License-Identifier: MIT

import HTTPListener
import Synchronization

/// Collects the servers' addresses until the last one listens.
final class ListeningServers: Sendable {
    private let expected: Int
    private let addresses: Mutex<[Int: ListenAddress]>

    /// Waits for so many servers.
    init(expected: Int) {
        self.expected = expected
        addresses = Mutex([:])
    }

    /// Notes where a server listens; returns all addresses in the order of the servers if it was the last one.
    func add(_ address: ListenAddress, ofServer index: Int) -> [ListenAddress]? {
        addresses.withLock { addresses in
            addresses[index] = address
            guard addresses.count == expected else { return nil }
            return addresses.sorted { $0.key < $1.key }.map(\.value)
        }
    }
}
