// SPDX-License-Identifier: MIT

package import Hummingbird
import TelemetryWire

/// Shows the pages behind it to the operator alone, and counts who else asked.
package struct OperatorPages: RouterMiddleware {
    package typealias Context = BasicRequestContext

    private let admin: AdminAccess
    private let metrics: CollectorMetrics

    package init(admin: AdminAccess, metrics: CollectorMetrics) {
        self.admin = admin
        self.metrics = metrics
    }

    package func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard admin.admits(request.headers) else { return metrics.refuse(.credentialsMissing, request.head) }
        return try await next(request, context)
    }
}
