// SPDX-License-Identifier: MIT

import HTTPExchange
import TelemetryWire

extension Telemetry {
    /// Sends a signed request, once more with a greater counter if the collector knows a greater one.
    func ask(
        _ make: (MessageSigner, _ floor: UInt64) throws(TelemetryStateFailure) -> CollectorRequest
    ) async throws(CommandFailure) -> HTTPExchange.Answer {
        guard identity.maySend else {
            if case .ephemeral(let reason) = identity.kind { throw CommandFailure(reason) }
            throw CommandFailure("there is no stored identity")
        }
        if let obstacle { throw CommandFailure(obstacle) }
        guard let connection = try? connection() else {
            throw CommandFailure("no collector is configured: there is nobody to ask")
        }
        var floor: UInt64 = 0
        for _ in 0..<2 {
            let request: CollectorRequest
            do { request = try make(signer, floor) } catch { throw CommandFailure(error) }
            let answer: HTTPExchange.Answer
            do { answer = try await connection.send(request) } catch {
                throw CommandFailure("\(connection.collector) cannot be reached: \(error)")
            }
            guard let last = SendOutcome.lastCounter(answer), MessageSigner.believes(last, after: request.counter)
            else {
                return answer
            }
            floor = last
        }
        throw CommandFailure("the collector refuses every counter")
    }
}
