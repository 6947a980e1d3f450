// SPDX-License-Identifier: MIT

import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import ServiceLifecycle

/// Answers the requests to one interface of one server, with the fault that it has at the time.
///
/// Promises: a wait that belongs to a fault ends when the client hangs up and when the service shuts down. The
/// connection of a request that is never answered is closed without a word.
struct SimulatorResponder: HTTPResponder {
    /// What the right answer is.
    let interface: any AnsweringInterface
    /// What the interface does wrong at the moment, if anything.
    let fault: @Sendable () -> Fault?
    /// How late answers are that are late on purpose.
    let pace: FaultPace
    /// The time in seconds since 1970.
    let now: @Sendable () -> Double
    /// Called for each request.
    let count: @Sendable () -> Void

    /// Answers one request, or lets the client wait, as the fault wants it.
    func respond(to request: Request, context: ConnectionContext) async throws -> Response {
        count()
        let fault = fault()
        guard fault != .refuse else { return hangUp(context) }
        guard request.method == .get, interface.paths.contains(request.uri.path) else {
            return (request.uri.path == LoginPage.path ? LoginPage.answer : notFound).response
        }
        let answer = interface.answer(to: request, at: now())
        guard let fault, answer.status == .ok else { return answer.response }
        switch fault {
        case .timeout:
            try? await request.body.consumeWithCancellationOnInboundClose { _ in try await gracefulShutdown() }
            return hangUp(context)
        case .slow:
            try? await request.body.consumeWithCancellationOnInboundClose { _ in try await pace.delay() }
            return answer.response
        case .huge:
            return answer.response(.withBlanks(answer.body, on: context.channel))
        case .closeMidBody:
            return answer.response(.brokenOff(answer.body, on: context.channel))
        case .trickle:
            return answer.response(.trickling(answer.body, pace, on: context.channel))
        default:
            return fault.spoiled(answer, of: interface).response
        }
    }

    private var notFound: InterfaceAnswer {
        let known = interface.paths.map { "GET \($0)" }.joined(separator: " and ")
        return .text(.notFound, "not found; this server knows \(known)")
    }

    private func hangUp(_ context: ConnectionContext) -> Response {
        context.channel.close(promise: nil)
        return Response(status: .serviceUnavailable)
    }
}
