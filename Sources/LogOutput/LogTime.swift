// SPDX-License-Identifier: MIT

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A moment of the wall clock, since 1970 in UTC.
package struct LogTime: Sendable, Equatable {
    package var seconds: Int
    package var milliseconds: Int

    package init(seconds: Int, milliseconds: Int = 0) {
        self.seconds = seconds
        self.milliseconds = milliseconds
    }

    /// The system's.
    package static let system: @Sendable () -> LogTime = {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return LogTime(seconds: time.tv_sec, milliseconds: time.tv_nsec / 1_000_000)
    }

    /// Seconds east of UTC that the host's time zone has at a moment, summer time included.
    package static let systemOffset: @Sendable (_ seconds: Int) -> Int = { seconds in
        var seconds = time_t(seconds)
        var parts = tm()
        localtime_r(&seconds, &parts)
        return parts.tm_gmtoff
    }
}
