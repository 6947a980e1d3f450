// SPDX-License-Identifier: MIT

import TelemetryWire

extension Telemetry {
    /// Makes a new identity. What was reported under the old one stays with the collector, and cannot be erased by a signed
    /// request any more.
    public func resetID() throws(CommandFailure) -> CommandAnswer {
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
                "What was reported under the old one stays with the collector; its operator can erase it.",
            ] + (isDisabled ? ["Telemetry is disabled."] : []),
            [.init("id", .string(new.id)), .init("isDisabled", .boolean(isDisabled))])
    }
}
