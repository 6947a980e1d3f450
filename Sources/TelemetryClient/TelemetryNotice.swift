// SPDX-License-Identifier: MIT

import TelemetryWire

/// The lines about telemetry in the log: on or off and why, where to, and how to see, stop and erase it.
struct TelemetryNotice {
    let telemetry: Telemetry

    var lines: [String] {
        (telemetry.identity.notes + state + ways).filter { !$0.isEmpty }.map { "TELEMETRY: \($0)" }
    }

    private var options: TelemetryOptions { telemetry.options }

    private var state: [String] {
        if case .off(let reason) = telemetry.verdict { return ["off: \(options.words(for: reason)). Nothing is sent."] }
        if case .ephemeral(let reason) = telemetry.identity.kind {
            return [
                "on, but the ID is only for this run, so nothing is sent: \(reason)",
                options.guidance.reset.isEmpty ? "" : "start anew with another ID: \(options.guidance.reset)",
                "where no folder lasts, set \(options.secretVariable) to 64 hexadecimal digits",
            ]
        }
        guard let collector = options.collector else {
            return ["on, but no collector is configured: nothing is sent"]
        }
        if let obstacle = telemetry.obstacle { return ["on, but nothing is sent: \(obstacle)"] }
        let way = (try? telemetry.proxy).map { " through the proxy \($0)" } ?? ""
        let renewed =
            telemetry.identity.kind == .renewedAfterCopy
            ? ["this disk came from another machine, so the ID is new"] : []
        return renewed + [
            "on. It tells the makers which features are on and what this program runs on, nothing about you or your site.",
            "sent to \(collector)\(way) every 12 hours, the first time \(grace) after this notice was first shown",
        ]
    }

    /// What there is to do, also when nothing is sent: something may have been sent before.
    private var ways: [String] {
        let (see, erase) = (options.guidance.see, options.guidance.erase)
        let canStore = [.stored, .renewedAfterCopy].contains(telemetry.identity.kind)
        let switches = [
            canStore ? options.guidance.disable : "", options.guidance.turnOff, "\(options.switchVariable)=off",
            "DO_NOT_TRACK=1",
        ].filter { !$0.isEmpty }
        return [
            see.isEmpty ? "" : "see exactly what is sent: \(see)",
            telemetry.verdict.isOn ? "turn it off: \(switches.joined(separator: ", or "))" : "",
            erase.isEmpty ? "" : "erase what was sent: \(erase)",
        ]
    }

    private var grace: String {
        let seconds = options.gracePeriod.components.seconds
        return seconds == 0 ? "right" : seconds % 60 == 0 ? "\(seconds / 60) minutes" : "\(seconds) seconds"
    }
}
