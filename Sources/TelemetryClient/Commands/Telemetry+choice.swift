// SPDX-License-Identifier: MIT

import TelemetryWire

extension Telemetry {
    /// Stores the choice "no". The running service looks before each report, so it holds for it, too.
    public func disable() throws(CommandFailure) -> CommandAnswer {
        do throws(TelemetryStateFailure) {
            try directory.prepare()
            try directory.storeNo()
        } catch { throw CommandFailure(error) }
        return CommandAnswer(
            ["Telemetry is disabled: nothing is sent any more from this folder."], [.init("telemetry", .string("off"))])
    }

    /// Takes a stored "no" back, and nothing else: every other switch still counts.
    public func enable() throws(CommandFailure) -> CommandAnswer {
        let wasDisabled: Bool
        do throws(TelemetryStateFailure) {
            wasDisabled = try directory.state().isDisabled
            // Where nothing was stored, there is nothing to take back, and perhaps no folder.
            if wasDisabled { try directory.update { state throws(TelemetryStateFailure) in state.isDisabled = false } }
        } catch { throw CommandFailure(error) }
        let now = Self.verdict(options, directory)
        let first = wasDisabled ? "The stored \"no\" is taken back." : "There was no stored \"no\"."
        var lines = [first]
        if let reason = now.reason {
            lines = ["\(first) Telemetry stays off: \(options.words(for: reason))."]
        } else if !identity.maySend {
            lines.append("There is no ID yet; the next start of the program makes one, and shows the notice again.")
        } else {
            lines.append(
                "A program that was started while it was off must be started again; one that was on goes on at its next report."
            )
        }
        return CommandAnswer(
            lines,
            [.init("telemetry", .string(now.isOn ? "on" : "off")), .init("switch", .optional(now.reason?.code))])
    }
}
