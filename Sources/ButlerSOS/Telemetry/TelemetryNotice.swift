// SPDX-License-Identifier: MIT

import TelemetryClient

/// The lines about telemetry in the banner: on or off and why, where to, and how to see, stop and erase it.
struct TelemetryNotice {
    var setup: TelemetrySetup
    var configurationPath: String
    var statePath: String

    var lines: [String] {
        switch setup.verdict {
        case .off(let reason): ["TELEMETRY: off: \(reason). Nothing is sent."]
        case .on: on
        }
    }

    private var on: [String] {
        if case .ephemeral(let reason) = setup.identity.kind {
            return [
                "TELEMETRY: on, but the ID is only for this run, so nothing is sent: \(reason)",
                "TELEMETRY: make the state folder writable, or set BUTLER_SOS_TELEMETRY_SECRET to 64 hexadecimal digits",
            ]
        }
        guard let collector = setup.settings.collector else {
            return ["TELEMETRY: on, but no collector is configured: nothing is sent"]
        }
        let renewed =
            setup.identity.kind == .renewedAfterCopy
            ? ["TELEMETRY: this disk came from another machine, so the ID is new"] : []
        return renewed + [
            "TELEMETRY: on. It tells the makers which features are on and what this program runs on, nothing about you or your site.",
            "TELEMETRY: sent to \(collector) every 12 hours, the first time \(grace) after this notice was first shown",
            "TELEMETRY: see exactly what is sent: butler-sos telemetry preview -c \(quoted(configurationPath)) --state \(quoted(statePath))",
            "TELEMETRY: turn it off: Butler-SOS.anonTelemetry: false, or DO_NOT_TRACK=1, or --no-telemetry",
            "TELEMETRY: erase what was sent: give the operator of the collector the instance ID above",
        ]
    }

    /// The path as a shell takes it.
    private func quoted(_ path: String) -> String {
        let isPlain = path.utf8.allSatisfy { byte in
            byte > 0x7F || "/._-+,@%=:".utf8.contains(byte) || Character(Unicode.Scalar(byte)).isLetter
                || Character(Unicode.Scalar(byte)).isNumber
        }
        return isPlain && !path.isEmpty ? path : "'" + path.replacing("'", with: "'\\''") + "'"
    }

    private var grace: String {
        let seconds = setup.settings.gracePeriod.components.seconds
        return seconds == 0 ? "right" : seconds % 60 == 0 ? "\(seconds / 60) minutes" : "\(seconds) seconds"
    }
}
