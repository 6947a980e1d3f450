// SPDX-License-Identifier: MIT

import Crypto
import Foundation
import TelemetryWire

/// Signs messages, each with a counter that no other message of this installation has, whichever process sends it.
struct MessageSigner: Sendable {
    let directory: TelemetryDirectory
    let identity: TelemetryIdentity
    let service: TelemetryService
    /// Seconds since 1970.
    let now: @Sendable () -> Int

    /// - Parameter floor: the counter that the collector says was used last.
    func report(_ body: [UInt8], above floor: UInt64 = 0) throws(TelemetryStateFailure) -> SignedReport {
        let (proof, counter) = try signed(.report(body), above: floor)
        return SignedReport(key: proof.key, counter: counter, signature: proof.signature, body: body)
    }

    func read(above floor: UInt64 = 0) throws(TelemetryStateFailure) -> CollectorRequest {
        .read(id: identity.id, try signed(.read(id: identity.id), above: floor).proof)
    }

    func erase(above floor: UInt64 = 0) throws(TelemetryStateFailure) -> CollectorRequest {
        .erase(id: identity.id, try signed(.erase(id: identity.id), above: floor).proof)
    }

    private func signed(
        _ message: SignedMessage, above floor: UInt64
    ) throws(TelemetryStateFailure) -> (proof: CollectorRequest.Proof, counter: UInt64) {
        let counter = try nextCounter(above: floor)
        do {
            let key = try identity.secret.signingKey(of: service.name)
            return (try CollectorRequest.Proof(message, counter: counter, signedWith: key), counter)
        } catch {
            throw TelemetryStateFailure(file: directory.path, problem: "holds a secret that cannot sign: \(error)")
        }
    }

    /// How far ahead of ours a collector's counter may be: after a restored backup for example. A greater one is not believed:
    /// it could use up all the counters there are.
    static func believes(_ last: UInt64, after own: UInt64) -> Bool { last < own + 1_000_000 }

    /// The counter is stored before it is used, so that none is used twice. Without storage it follows the clock.
    private func nextCounter(above floor: UInt64) throws(TelemetryStateFailure) -> UInt64 {
        // Cut down to the hour like the report's time; a second message in one hour learns the last counter from the collector.
        guard identity.kind != .provided else { return max(UInt64(max(now() / 3600, 1)), floor + 1) }
        return try directory.update { state throws(TelemetryStateFailure) in
            let next = max(state.counter, floor) + 1
            guard next <= TelemetryState.largestCounter else {
                throw TelemetryStateFailure(file: "\(directory.path)/state.json", problem: "has no counter left")
            }
            state.counter = next
            return next
        }
    }
}
