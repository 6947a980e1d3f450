// SPDX-License-Identifier: MIT

import HTTPTypes
package import Hummingbird
package import MetricsExposition
import NIOCore
import TelemetryWire

/// The collector's HTTP interface: reports in, receipts and problems out, what installations may do with their own record,
/// and the collector's own health.
package struct CollectorRoutes: Sendable {
    private let ingest: ReportIngest
    private let access: InstallationAccess
    private let metrics: CollectorMetrics
    private let process: @Sendable () -> [MetricFamily]

    package init(
        ingest: ReportIngest, access: InstallationAccess, metrics: CollectorMetrics,
        process: @escaping @Sendable () -> [MetricFamily]
    ) {
        self.ingest = ingest
        self.access = access
        self.metrics = metrics
        self.process = process
    }

    package func add(to router: some RouterMethods<BasicRequestContext>) {
        addReports(to: router)
        addInstallations(to: router)
        let (metrics, process) = (metrics, process)
        router.get("/healthz") { _, _ in Self.response(.ok, "text/plain; charset=utf-8", Array("alive\n".utf8)) }
        router.get("/metrics") { _, _ in
            Self.response(.ok, ExpositionEncoder.contentType, ExpositionEncoder.encode(metrics.families() + process()))
        }
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

    private static func answer(
        _ status: HTTPResponse.Status, _ work: () async throws(Problem) -> [UInt8]
    ) async -> Response {
        do { return response(status, "application/json", try await work()) } catch { return response(error) }
    }

    /// The body of a JSON request, within the size limit.
    private static func body(of request: Request, _ metrics: CollectorMetrics) async throws(Problem) -> [UInt8] {
        let problem: Problem
        let mediaType = request.headers[.contentType]?.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
        if mediaType == "application/json" {
            do {
                return Array(try await request.body.collect(upTo: TelemetryHTTP.maximumBodySize).readableBytesView)
            } catch is NIOTooManyBytesError {
                problem = .bodyTooLarge
            } catch {
                problem = .notJSON(at: 0, expected: "expected a complete body")
            }
        } else {
            problem = .unsupportedMediaType
        }
        metrics.rejected(problem)
        throw problem
    }

    /// The one place where problems become HTTP.
    static func response(_ problem: Problem) -> Response {
        var response = response(.init(code: problem.status), "application/problem+json", problem.json)
        if let seconds = problem.retryAfter { response.headers[.retryAfter] = String(seconds) }
        return response
    }

    private static func response(_ status: HTTPResponse.Status, _ type: String, _ body: [UInt8]) -> Response {
        Response(
            status: status, headers: [.contentType: type, .cacheControl: "no-store", .xContentTypeOptions: "nosniff"],
            body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }
}

extension ProofHeaders {
    fileprivate init(_ fields: HTTPFields) {
        func text(_ name: String) -> String? { HTTPField.Name(name).flatMap { fields[$0] } }
        self.init(
            key: text(TelemetryHTTP.keyHeader), signature: text(TelemetryHTTP.signatureHeader),
            counter: text(TelemetryHTTP.counterHeader))
    }
}
