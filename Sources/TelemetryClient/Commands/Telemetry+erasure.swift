// SPDX-License-Identifier: MIT

import HTTPExchange
import TelemetryWire

extension Telemetry {
    /// Has the collector erase everything about this installation, disables telemetry, and forgets secret and history.
    ///
    /// Telemetry is disabled first, so that a service that runs meanwhile does not report anew. If the collector cannot be
    /// asked, the secret stays: without it nobody could ask again.
    package func erase() async throws(CommandFailure) -> CommandAnswer {
        if case .ephemeral(let reason) = identity.kind { throw CommandFailure("there is nothing to erase: \(reason)") }
        _ = try disable()
        let answer: ErasureReceipt
        do throws(CommandFailure) {
            let reply = try await ask { signer, floor throws(TelemetryStateFailure) in try signer.erase(above: floor) }
            guard reply.status == 200, let receipt = ErasureReceipt(reply.body) else {
                throw CommandFailure("the collector did not erase: \(SendOutcome.reason(reply))")
            }
            answer = receipt
        } catch {
            throw CommandFailure(
                "\(error)\nTelemetry is disabled now, but nothing was erased; the secret is kept, so that you can try again"
            )
        }
        do { try directory.reset(history: true, isDisabled: true) } catch {
            throw CommandFailure("erased at the collector, but not here: \(error)")
        }
        let text =
            answer.installations == 0
            ? "The collector held nothing about this ID."
            : "The collector erased \(answer.installations) installation with \(answer.periods) periods of its history."
        return CommandAnswer(
            [
                text, "Receipt of \(answer.date): \(String(decoding: answer.json, as: UTF8.self))",
                "Here the secret and the history are gone, and telemetry is disabled.",
            ], [.init("receipt", (try? JSONParser.parse(answer.json)) ?? .null), .init("telemetry", .string("off"))])
    }

    /// Makes a new identity. What was reported under the old one stays with the collector, and cannot be erased by a signed
    /// request any more.
    package func resetID(_ files: HostFiles = HostFiles()) throws(CommandFailure) -> CommandAnswer {
        do throws(TelemetryStateFailure) {
            try directory.prepare()
            try directory.reset(history: false)
        } catch { throw CommandFailure(error) }
        let new = TelemetryIdentity.resolve(
            in: directory, provided: nil,
            ingredients: .init(service: options.service, facts: facts, monitoredHost: options.monitoredHost))
        if case .ephemeral(let reason) = new.kind { throw CommandFailure(reason) }
        let isDisabled = (try? directory.state())?.isDisabled ?? false
        return CommandAnswer(
            [
                "The new ID is \(new.id).",
                "What was reported under the old one stays with the collector until its retention ends; its operator can erase it.",
            ] + (isDisabled ? ["Telemetry is disabled."] : []),
            [.init("id", .string(new.id)), .init("isDisabled", .boolean(isDisabled))])
    }

    /// Signs the report that would be sent now, as a line for a file that somebody carries to the collector's operator.
    ///
    /// - Parameter time: seconds since 1970.
    package func export(at time: Int) throws(CommandFailure) -> String {
        if case .off(let reason) = verdict {
            throw CommandFailure("telemetry is off, so nothing is exported: \(reason)")
        }
        if case .ephemeral(let reason) = identity.kind { throw CommandFailure(reason) }
        let body = Array(preview(at: time).utf8)
        do throws(TelemetryStateFailure) {
            let report = try signer.report(body)
            if identity.kind != .provided {
                try directory.appendHistory(HistoryEntry.exported(report).line(at: time))
            }
            return String(
                decoding: ExportedReport(
                    key: report.key, counter: report.counter, signature: report.signature, body: report.body
                ).line, as: UTF8.self)
        } catch { throw CommandFailure(error) }
    }
}
