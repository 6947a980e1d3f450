// SPDX-License-Identifier: MIT

package import HTTPListener

/// Where the interfaces of a site listen.
package struct SiteAddresses: Sendable, Equatable {
    /// The engines, in the order of the servers.
    package var engines: [ListenAddress]
    /// The proxies, in the order of the servers.
    package var proxies: [ListenAddress]
    /// The repository.
    package var repository: ListenAddress

    /// Names all addresses.
    package init(engines: [ListenAddress], proxies: [ListenAddress], repository: ListenAddress) {
        self.engines = engines
        self.proxies = proxies
        self.repository = repository
    }
}
