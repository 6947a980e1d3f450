// SPDX-License-Identifier: MIT

import Foundation
import TelemetryWire

extension UTCDay {
    /// The day on which it is called.
    @Sendable static func today() -> UTCDay { UTCDay(secondsSinceEpoch: Int(Date().timeIntervalSince1970)) }
}
