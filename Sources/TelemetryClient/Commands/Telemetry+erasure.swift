// SPDX-License-Identifier: MIT

import HTTPExchange
import TelemetryWire

extension Telemetry {
    /// Has the collector erase everything about this installation, disables telemetry, and forgets secret and history.
    ///
    /// Telemetry is disabled first, so that a service that runs meanwhile does not report anew. If the collector cannot be
    /// asked, the secret stays: without it nobody could ask again. With a secret from outside nothing is kept here, so
    /// nothing is changed here either.
    public func erase() async throws(CommandFailure) -> CommandAnswer {
        if case .ephemeral(let reason) = identity.kind { throw CommandFailure("there is nothing to erase: \(reason)") }
        let isKept = identity.kind != .provided
        var claim: SendingClaim?
        if isKept {
            _ = try disable()
            claim = try await claimAfterReports()
        }
        defer { withExtendedLifetime(claim) {} }
        let receipt: ErasureReceipt
        do throws(CommandFailure) { receipt = try await askToErase() } catch {
            throw CommandFailure(
                "\(error)\nNothing was erased. "
                    + (isKept
                        ? "Telemetry is disabled now; the secret is kept, so that you can try again" : "Try again"))
        }
        if isKept {
            do { try directory.reset(history: true, isDisabled: true) } catch {
                throw CommandFailure("erased at the collector, but not here: \(error)")
            }
        }
        let text =
            receipt.installations == 0
            ? "The collector held nothing about this ID."
            : "The collector erased what it held about this ID; periods of its history: \(receipt.periods)."
        let here =
            isKept
            ? "Here the secret and the history are gone, and telemetry is disabled."
            : "The secret comes from outside, and nothing is kept here: set \(options.switchVariable)=off, or the next "
                + "report starts anew."
        return CommandAnswer(
            [text, "Receipt of \(receipt.date): \(String(decoding: receipt.json, as: UTF8.self))", here],
            [
                .init("receipt", (try? JSONParser.parse(receipt.json)) ?? .null),
                .init("telemetry", .string(isKept || !verdict.isOn ? "off" : "on")),
            ])
    }

    /// A report that is on its way would arrive after the erasure. Nobody starts another one once telemetry is disabled.
    private func claimAfterReports() async throws(CommandFailure) -> SendingClaim {
        for _ in 0..<100 {
            do {
                if let claim = try directory.claimSending() { return claim }
            } catch { throw CommandFailure(error) }
            // For as long as a request may take: another process has it, and tells nobody when it is done.
            do { try await Task.sleep(for: .milliseconds(100)) } catch { throw CommandFailure("stopped") }
        }
        throw CommandFailure(
            "another request of this installation does not end. Telemetry is disabled, but nothing was erased; try again"
        )
    }

    private func askToErase() async throws(CommandFailure) -> ErasureReceipt {
        let reply = try await ask { signer, floor throws(TelemetryStateFailure) in try signer.erase(above: floor) }
        guard reply.status == 200, let receipt = ErasureReceipt(reply.body) else {
            throw CommandFailure("the collector did not erase: \(SendOutcome.reason(reply))")
        }
        return receipt
    }
}
