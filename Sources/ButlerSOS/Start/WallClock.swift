// SPDX-License-Identifier: MIT

import Monitoring

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The system's time of day, for the places where it is injected.
enum WallClock {
    static let now: @Sendable () -> Timestamp = {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
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
