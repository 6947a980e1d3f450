// SPDX-License-Identifier: MIT

import HTTPListener
import Synchronization

/// Collects the site's addresses until the last endpoint listens.
final class ListeningSite: Sendable {
    private let endpoints: [Endpoint]
    private let addresses: Mutex<[Endpoint: ListenAddress]>

    /// Waits for these endpoints.
    init(endpoints: [Endpoint]) {
        self.endpoints = endpoints
        addresses = Mutex([:])
    }

    /// Notes where an endpoint listens; returns all addresses if it was the last one.
    func add(_ address: ListenAddress, of endpoint: Endpoint) -> SiteAddresses? {
        addresses.withLock { addresses in
            addresses[endpoint] = address
            guard addresses.count == endpoints.count else { return nil }
            func all(_ interface: SenseInterface) -> [ListenAddress] {
                endpoints.filter { $0.interface == interface }.compactMap { addresses[$0] }
            }
            return all(.repository).first.map {
                SiteAddresses(engines: all(.engine), proxies: all(.proxy), repository: $0)
            }
        }
    }
}
