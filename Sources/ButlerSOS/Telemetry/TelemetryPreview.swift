// SPDX-License-Identifier: MIT

import TelemetryClient
import TelemetryWire

/// Shows what would be sent: the exact bytes, without sending anything.
package enum TelemetryPreview {
    /// - Parameter now: seconds since 1970.
    package static func text(_ setup: TelemetrySetup, now: Int) -> String {
        let body = setup.report(id: setup.identity.id).encoded(at: HourTimestamp(secondsSinceEpoch: now))
        return String(decoding: body, as: UTF8.self)
    }

    /// What somebody who reads the preview should know beside it.
    package static func notes(_ setup: TelemetrySetup) -> [String] {
        var notes: [String] = []
        if case .off(let reason) = setup.verdict { notes.append("telemetry is off, so nothing is sent: \(reason)") }
        if case .ephemeral(let reason) = setup.identity.kind { notes.append("the ID is only an example: \(reason)") }
        if setup.verdict.isOn, setup.settings.collector == nil {
            notes.append("no collector is configured, so nothing is sent")
        }
        return notes
    }
}
