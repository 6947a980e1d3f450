// SPDX-License-Identifier: MIT

import HTTPTypes
package import Hummingbird
import Synchronization

/// Every path that is served with its methods, noted while routes are added, so that a wrong method can be told from a
/// wrong path.
package final class RouteTable: Sendable {
    private let routes = Mutex<[(path: RouterPath, methods: [HTTPRequest.Method])]>([])

    package init() {}

    func note(_ path: RouterPath, _ method: HTTPRequest.Method) {
        routes.withLock { routes in
            // The router answers HEAD wherever it answers GET.
            let methods = method == .get ? [.get, .head] : [method]
            if let place = routes.firstIndex(where: { $0.path == path }) {
                routes[place].methods += methods
            } else {
                routes.append((path, methods))
            }
        }
    }

    /// The methods of the first path that fits; none if there is no such path.
    func methods(at address: String) -> [HTTPRequest.Method] {
        let parts = address.split(separator: "/")
        return routes.withLock { routes in
            routes.first { route in
                route.path.components.count == parts.count && zip(route.path.components, parts).allSatisfy { $0 ~= $1 }
            }?.methods ?? []
        }
    }
}

/// A router that notes its routes in a table.
package struct NotedRouter<Context: RequestContext>: RouterMethods {
    private let router: Router<Context>
    private let table: RouteTable

    package init(_ router: Router<Context>, in table: RouteTable) {
        self.router = router
        self.table = table
    }

    @discardableResult
    package func on<Responder: HTTPResponder>(
        _ path: RouterPath, method: HTTPRequest.Method, responder: Responder
    ) -> Self where Responder.Context == Context {
        table.note(path, method)
        router.on(path, method: method, responder: responder)
        return self
    }

    @discardableResult
    package func add(middleware: any MiddlewareProtocol<Request, Response, Context>) -> Self {
        router.add(middleware: middleware)
        return self
    }
}
