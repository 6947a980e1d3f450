// SPDX-License-Identifier: MIT

/// The proxy service of a Sense server, as the configuration describes it.
package struct MonitoredProxy: Sendable, Hashable {
    /// `HOST[:PORT]`, as configured.
    package var host: String
    /// The prefixes with a slash in front, `/hdr`; the default virtual proxy is `/`.
    package var virtualProxies: [String]

    package init(host: String, virtualProxies: [String]) {
        self.host = host
        self.virtualProxies = virtualProxies
    }
}
