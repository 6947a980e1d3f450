// SPDX-License-Identifier: MIT

import TelemetryWire

/// The lines about telemetry in the log: on or off and why, where to, and how to see, stop and erase it.
struct TelemetryNotice {
    let telemetry: Telemetry

    var lines: [String] { (telemetry.identity.notes + content).map { "TELEMETRY: \($0)" } }

    private var content: [String] {
        if case .off(let reason) = telemetry.verdict { return ["off: \(reason). Nothing is sent."] }
        if case .ephemeral(let reason) = telemetry.identity.kind {
            return [
                "on, but the ID is only for this run, so nothing is sent: \(reason)",
                "make the state folder usable, or set \(variable) to 64 hexadecimal digits",
            ]
        }
        guard let collector = telemetry.options.collector else {
            return ["on, but no collector is configured: nothing is sent"]
        }
        let way: String
        do { way = try telemetry.proxy.map { " through the proxy \($0)" } ?? "" } catch {
            return ["on, but nothing is sent: \(error)"]
        }
        let guidance = telemetry.options.guidance
        let renewed =
            telemetry.identity.kind == .renewedAfterCopy
            ? ["this disk came from another machine, so the ID is new"] : []
        return renewed
            + [
                "on. It tells the makers which features are on and what this program runs on, nothing about you or your site.",
                "sent to \(collector)\(way) every 12 hours, the first time \(grace) after this notice was first shown",
                guidance.see.isEmpty ? "" : "see exactly what is sent: \(guidance.see)",
                "turn it off: \(guidance.turnOff)",
                "erase what was sent: \(guidance.erase)",
            ].filter { !$0.isEmpty }
    }

    private var variable: String { "\(telemetry.options.service.environmentPrefix)_TELEMETRY_SECRET" }

    private var grace: String {
        let seconds = telemetry.options.gracePeriod.components.seconds
        return seconds == 0 ? "right" : seconds % 60 == 0 ? "\(seconds / 60) minutes" : "\(seconds) seconds"
    }
}
