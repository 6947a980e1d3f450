// SPDX-License-Identifier: MIT

import HTTPListener
import HTTPTypes
package import Hummingbird
package import MetricsExposition
import NIOCore
import TelemetryWire

/// The collector's HTTP interface: reports in, receipts and problems out, what installations may do with their own record,
/// its documents, and its own health.
package struct CollectorRoutes: Sendable {
    private let ingest: ReportIngest
    private let access: InstallationAccess
    private let metrics: CollectorMetrics
    private let readiness: Readiness
    private let admin: AdminAccess
    private let figures: @Sendable () -> [MetricFamily]

    /// - Parameters:
    ///   - admin: who may see the metrics.
    ///   - figures: what else the metrics show, about the process and the store.
    package init(
        ingest: ReportIngest, access: InstallationAccess, metrics: CollectorMetrics, readiness: Readiness,
        admin: AdminAccess, figures: @escaping @Sendable () -> [MetricFamily]
    ) {
        self.ingest = ingest
        self.access = access
        self.metrics = metrics
        self.readiness = readiness
        self.admin = admin
        self.figures = figures
    }

    package func add(to router: some RouterMethods<BasicRequestContext>) {
        addReports(to: router)
        addInstallations(to: router)
        addDocuments(to: router)
        addHealth(to: router)
    }

    private func addReports(to router: some RouterMethods<BasicRequestContext>) {
        let (ingest, metrics) = (ingest, metrics)
        router.post(RouterPath(TelemetryHTTP.reportPath)) { request, _ in
            await Self.answer(.accepted) { () async throws(Problem) in
                let body = try await Self.body(of: request, metrics)
                return try await ingest.receiveV2(body, headers: ProofHeaders(request.headers)).json
            }
        }
        router.post(RouterPath(TelemetryHTTP.legacyReportPath)) { request, _ in
            await Self.answer(.accepted) { () async throws(Problem) in
                try await ingest.receiveV1(try await Self.body(of: request, metrics)).json
            }
        }
    }

    private func addInstallations(to router: some RouterMethods<BasicRequestContext>) {
        let access = access
        let path = RouterPath(TelemetryHTTP.installationPath(id: ":id"))
        router.get(path) { request, context in
            await Self.answer(.ok) { () async throws(Problem) in
                let id = context.parameters.get("id") ?? ""
                return try await access.read(id: id, headers: ProofHeaders(request.headers)).json
            }
        }
        router.delete(path) { request, context in
            await Self.answer(.ok) { () async throws(Problem) in
                let id = context.parameters.get("id") ?? ""
                return try await access.erase(id: id, headers: ProofHeaders(request.headers)).json
            }
        }
    }

    private func addDocuments(to router: some RouterMethods<BasicRequestContext>) {
        let schema = Array(ReportSchema.text(of: .butlerSOS).utf8)
        let interface = Array(CollectorInterface.text.utf8)
        router.get(RouterPath(TelemetryHTTP.schemaPath)) { _, _ in Response(.ok, "application/schema+json", schema) }
        router.get(RouterPath(TelemetryHTTP.interfacePath)) { _, _ in Response(.ok, "application/json", interface) }
    }

    private func addHealth(to router: some RouterMethods<BasicRequestContext>) {
        let (metrics, readiness, admin, figures) = (metrics, readiness, admin, figures)
        let text = "text/plain; charset=utf-8"
        router.get(RouterPath(TelemetryHTTP.healthPath)) { _, _ in Response(.ok, text, Array("alive\n".utf8)) }
        router.get(RouterPath(TelemetryHTTP.readinessPath)) { request, _ in
            guard await readiness.isReady() else {
                return metrics.refuse(.unavailable(retryAfter: 5), request.head)
            }
            return Response(.ok, text, Array("ready\n".utf8))
        }
        router.get(RouterPath(TelemetryHTTP.metricsPath)) { request, _ in
            guard admin.admits(request.headers) else { return metrics.refuse(.credentialsMissing, request.head) }
            return Response(
                .ok, ExpositionEncoder.contentType, ExpositionEncoder.encode(metrics.families() + figures()))
        }
    }

    private static func answer(
        _ status: HTTPResponse.Status, _ work: () async throws(Problem) -> [UInt8]
    ) async -> Response {
        do { return Response(status, "application/json", try await work()) } catch { return Response(error) }
    }

    private static func isJSON(_ mediaType: String?) -> Bool {
        // What senders say, before what they may say.
        mediaType == "application/json"
            || mediaType?.prefix { $0 != ";" }.lowercased().filter { $0 != " " } == "application/json"
    }

    /// The body of a JSON request, within the size limit.
    private static func body(of request: Request, _ metrics: CollectorMetrics) async throws(Problem) -> [UInt8] {
        let problem: Problem
        let coding = request.headers[.contentEncoding]?.lowercased() ?? "identity"
        if isJSON(request.headers[.contentType]), coding == "identity" {
            do {
                return Array(try await request.body.collect(upTo: TelemetryHTTP.maximumBodySize).readableBytesView)
            } catch is NIOTooManyBytesError {
                problem = .bodyTooLarge
            } catch let refusal as ConnectionRefusal {
                problem = Problem(refusal)
            } catch {
                problem = .notJSON(at: 0, expected: "expected a complete body")
            }
        } else {
            problem = .unsupportedMediaType
        }
        metrics.rejected(problem)
        throw problem
    }
}

extension ProofHeaders {
    private static let key = HTTPField.Name(TelemetryHTTP.keyHeader)
    private static let signature = HTTPField.Name(TelemetryHTTP.signatureHeader)
    private static let counter = HTTPField.Name(TelemetryHTTP.counterHeader)

    fileprivate init(_ fields: HTTPFields) {
        self.init(
            key: Self.key.flatMap { fields[$0] }, signature: Self.signature.flatMap { fields[$0] },
            counter: Self.counter.flatMap { fields[$0] })
    }
}
