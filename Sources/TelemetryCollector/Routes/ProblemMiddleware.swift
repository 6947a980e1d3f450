// SPDX-License-Identifier: MIT

import HTTPTypes
package import Hummingbird
import Logging
import TelemetryWire

/// Answers requests that no route takes, and those that a route failed at, with what is wrong, and counts them.
package struct ProblemMiddleware: RouterMiddleware {
    package typealias Context = BasicRequestContext

    private let metrics: CollectorMetrics
    private let table: RouteTable
    private let health: StoreHealth

    package init(metrics: CollectorMetrics, table: RouteTable, health: StoreHealth) {
        self.metrics = metrics
        self.table = table
        self.health = health
    }

    package func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError where error.status == .notFound {
            return metrics.refuse(missing(request), request.head)
        } catch let error as any HTTPResponseError {
            throw error
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            // Pages read the store, too.
            return metrics.refuse(health.failed("a page cannot be shown", error), request.head)
        }
    }

    private func missing(_ request: Request) -> Problem {
        let allowed = table.methods(at: request.uri.path)
        return allowed.isEmpty ? .notFound : .methodNotAllowed(allowed: allowed.map(\.rawValue))
    }
}
