// SPDX-License-Identifier: MIT

import LogOutput
import Logging
import Testing

@Suite struct LogLevelTests {
    @Test(arguments: [
        (LogLevel.error, Logger.Level.error), (.warn, .warning), (.info, .notice), (.verbose, .info), (.debug, .debug),
        (.silly, .trace),
    ])
    func `maps onto the levels of the logging library and back`(level: LogLevel, expected: Logger.Level) {
        #expect(level.level == expected)
        #expect(LogLevel(expected) == level)
    }

    @Test func `shows critical messages as errors`() {
        #expect(LogLevel(.critical) == .error)
    }

    @Test func `goes from least to most detail`() {
        let levels = LogLevel.allCases.map(\.level)
        #expect(levels == levels.sorted(by: >))
        #expect(LogLevel.allCases.map(\.rawValue) == ["error", "warn", "info", "verbose", "debug", "silly"])
    }
}
