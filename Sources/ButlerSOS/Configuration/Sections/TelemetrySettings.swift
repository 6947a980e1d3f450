// SPDX-License-Identifier: MIT

package import HTTPExchange
package import TelemetryClient

/// What the configuration says about telemetry.
package struct TelemetrySettings: Sendable {
    /// `anonTelemetry`; absent means on.
    package var isConfigured: Bool?
    package var collector: CollectorURL?
    package var gracePeriod: Duration
    /// The secret from the environment or `secretFile`, for hosts without a place to keep one.
    package var providedSecret: InstallSecret?
    /// Certificates to trust beside the system's; `nil` if there are none.
    package var authorityFile: String?
    package var proxy: HTTPProxy?
    /// Why nothing can be sent: something in the environment or in a file is wrong.
    package var obstacle: String?
    /// The host of the Sense repository service, an ingredient of the fingerprint that never leaves the host.
    package var repositoryHost: String
}
