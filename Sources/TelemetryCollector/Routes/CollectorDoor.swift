// SPDX-License-Identifier: MIT

import HTTPTypes
package import Hummingbird
import NIOCore
import TelemetryWire

/// What every request passes before a route sees it: the length of its address, the name it calls the collector, and how
/// often its network comes.
package struct CollectorDoor<Inside: HTTPResponder>: HTTPResponder where Inside.Context == BasicRequestContext {
    package typealias Context = DoorContext

    private let inside: Inside
    private let rules: DoorRules
    private let metrics: CollectorMetrics

    package init(_ inside: Inside, rules: DoorRules, metrics: CollectorMetrics) {
        self.inside = inside
        self.rules = rules
        self.metrics = metrics
    }

    package func respond(to request: Request, context: Context) async throws -> Response {
        let response: Response
        if let problem = rules.problem(with: request.head, from: context.channel.remoteAddress) {
            response = metrics.refuse(problem, request.head)
        } else {
            let source = ApplicationRequestContextSource(channel: context.channel, logger: context.logger)
            response = try await inside.respond(to: request, context: BasicRequestContext(source: source))
        }
        return request.method == .head ? response.createHeadResponse() : response
    }
}

/// A request's connection, which routes do not get to see.
package struct DoorContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    fileprivate let channel: any Channel

    package init(source: Source) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }
}
