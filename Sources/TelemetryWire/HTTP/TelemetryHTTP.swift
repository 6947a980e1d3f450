// SPDX-License-Identifier: MIT

/// Paths, header names and limits that senders and collectors agree on.
package enum TelemetryHTTP {
    package static let reportPath = "/v2/reports"
    package static let legacyReportPath = "/api/butlerTelemetry"
    /// Below it lies what is stored about each installation, for that installation to read back and to erase.
    package static let installationsPath = "/v2/installations"

    /// Where an installation reads back (`GET`) and erases (`DELETE`) what is stored about it.
    package static func installationPath(id: String) -> String { "\(installationsPath)/\(id)" }

    /// The sender's Ed25519 public key: 32 bytes in unpadded base64url.
    package static let keyHeader = "Telemetry-Key"
    /// The Ed25519 signature: 64 bytes in unpadded base64url.
    package static let signatureHeader = "Telemetry-Signature"
    /// A number that grows with each message of a sender, in decimal.
    package static let counterHeader = "Telemetry-Counter"
    /// The same for every sender, so that it tells hosts apart in no way.
    package static let userAgent = "butler-telemetry/2"

    /// The schema of reports, and the description of the whole interface.
    package static let schemaPath = "/v2/schema.json"
    package static let interfacePath = "/openapi.json"
    /// Whether the collector is alive, whether it can store, and its figures.
    package static let healthPath = "/healthz"
    package static let readinessPath = "/readyz"
    package static let metricsPath = "/metrics"

    /// The longest path with its query that a collector looks at, in bytes.
    package static let maximumAddressSize = 2048
    /// The largest body a collector reads, in bytes.
    package static let maximumBodySize = 16 * 1024
    /// The largest counter: what fits a signed 64-bit column.
    package static let maximumCounter = UInt64(Int64.max)
}
