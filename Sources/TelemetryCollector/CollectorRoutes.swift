// SPDX-License-Identifier: MIT

import HTTPTypes
package import Hummingbird
package import MetricsExposition
import NIOCore
import TelemetryWire

/// The collector's HTTP interface: reports in, receipts and problems out, and its own health.
package struct CollectorRoutes: Sendable {
    private let ingest: ReportIngest
    private let metrics: CollectorMetrics
    private let process: @Sendable () -> [MetricFamily]

    package init(ingest: ReportIngest, metrics: CollectorMetrics, process: @escaping @Sendable () -> [MetricFamily]) {
        self.ingest = ingest
        self.metrics = metrics
        self.process = process
    }

    package func add(to router: some RouterMethods<BasicRequestContext>) {
        let (ingest, metrics, process) = (ingest, metrics, process)
        router.post(RouterPath(TelemetryHTTP.reportPath)) { request, _ in
            try await Self.answer(metrics) { () async throws(Problem) in
                let headers = ReportIngest.ProofHeaders(
                    key: request.headers.text(TelemetryHTTP.keyHeader),
                    signature: request.headers.text(TelemetryHTTP.signatureHeader),
                    counter: request.headers.text(TelemetryHTTP.counterHeader))
                return try await ingest.receiveV2(try await Self.body(of: request, metrics), headers: headers)
            }
        }
        router.post(RouterPath(TelemetryHTTP.legacyReportPath)) { request, _ in
            try await Self.answer(metrics) { () async throws(Problem) in
                try await ingest.receiveV1(try await Self.body(of: request, metrics))
            }
        }
        router.get("/healthz") { _, _ in Self.response(.ok, "text/plain; charset=utf-8", Array("alive\n".utf8)) }
        router.get("/metrics") { _, _ in
            Self.response(.ok, ExpositionEncoder.contentType, ExpositionEncoder.encode(metrics.families() + process()))
        }
    }

    private static func answer(
        _ metrics: CollectorMetrics, _ work: () async throws(Problem) -> Receipt
    ) async throws -> Response {
        do {
            return response(.accepted, "application/json", try await work().json)
        } catch {
            return response(error)
        }
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

extension HTTPFields {
    fileprivate func text(_ name: String) -> String? { HTTPField.Name(name).flatMap { self[$0] } }
}
