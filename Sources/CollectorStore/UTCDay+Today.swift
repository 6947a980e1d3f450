// SPDX-License-Identifier: MIT

import Foundation
package import TelemetryWire

extension UTCDay {
    /// The day on which it is called.
    @Sendable package static func today() -> UTCDay { UTCDay(secondsSinceEpoch: Int(Date().timeIntervalSince1970)) }
}
