// SPDX-License-Identifier: MIT

import HTTPTypes
package import Hummingbird
import TelemetryWire

/// Answers requests that no route takes with problem details, and counts them.
package struct ProblemMiddleware: RouterMiddleware {
    package typealias Context = BasicRequestContext

    private let metrics: CollectorMetrics

    package init(metrics: CollectorMetrics) { self.metrics = metrics }

    package func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError where error.status == .notFound {
            metrics.rejected(.notFound)
            return CollectorRoutes.response(.notFound)
        }
    }
}
