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
}
