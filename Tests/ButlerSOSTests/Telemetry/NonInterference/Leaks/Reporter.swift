// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import TelemetryWire

@testable import TelemetryClient

/// How an installation's report is made: as it is made in earnest, or with faults that a test puts in.
struct Reporter: Sendable {
    /// Changes what the report says.
    var fact: @Sendable (inout TelemetryReport, Installation) -> Void = { _, _ in }
    /// Changes the bytes before they are signed.
    var body: @Sendable (inout [UInt8], Installation) -> Void = { _, _ in }
    /// Changes who signs.
    var identity: @Sendable (inout TelemetryIdentity, Installation) throws -> Void = { _, _ in }
    /// The counter that the collector is said to have seen last.
    var floor: @Sendable (Installation) -> UInt64 = { _ in 0 }
    /// Changes the request after it was signed.
    var request: @Sendable (inout HTTPClientRequest, Installation) -> Void = { _, _ in }

    static let inEarnest = Reporter()

    /// The next request of an installation, as the program hands it to its HTTP client.
    func next(of installation: Installation) async throws -> WholeRequest {
        let telemetry = installation.telemetry
        let time = installation.time
        var identity = telemetry.identity
        try self.identity(&identity, installation)
        var report = telemetry.report(id: identity.id)
        fact(&report, installation)
        var body = report.encoded(at: HourTimestamp(secondsSinceEpoch: time), of: telemetry.options.service)
        self.body(&body, installation)
        let signer = MessageSigner(
            directory: telemetry.directory, identity: identity, service: telemetry.options.service, now: { time })
        let signed = try signer.report(body, above: floor(installation))
        guard let collector = telemetry.options.collector else { throw NoCollector() }
        var request = CollectorRequest.report(signed).httpRequest(to: collector)
        self.request(&request, installation)
        return try await WholeRequest(request)
    }

    struct NoCollector: Error {}
}
