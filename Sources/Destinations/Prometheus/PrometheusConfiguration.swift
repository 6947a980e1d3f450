// SPDX-License-Identifier: MIT

package import HTTPListener

/// Where the metrics are served.
package struct PrometheusConfiguration: Sendable {
    package var address: ListenAddress
    /// A second listener with the same content, which existing scrape configurations expect.
    package var processAddress: ListenAddress

    package init(address: ListenAddress, processAddress: ListenAddress) {
        self.address = address
        self.processAddress = processAddress
    }
}
