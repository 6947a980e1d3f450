// SPDX-License-Identifier: MIT

import Foundation
import Monitoring

/// The system's time of day, for the places where it is injected.
enum WallClock {
    /// To the microsecond.
    static let now: @Sendable () -> Timestamp = {
        Timestamp(nanoseconds: Int64((Date().timeIntervalSince1970 * 1e6).rounded()) * 1000)
    }

    static let seconds: @Sendable () -> Int = { now().seconds }

    /// Seconds east of UTC now.
    static func localOffset() -> Int {
        var seconds = time(nil)
        var parts = tm()
        localtime_r(&seconds, &parts)
        return parts.tm_gmtoff
    }
}
