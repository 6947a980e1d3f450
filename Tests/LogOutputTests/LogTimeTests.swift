// SPDX-License-Identifier: MIT

import Foundation
import Testing

@testable import LogOutput

@Suite struct LogTimeTests {
    /// A winter, a summer, and the day on which the one begins in Europe.
    @Test(arguments: [0, 1_767_225_600, 1_782_864_000, 1_774_746_000])
    func `knows the offset of the host's time zone at any moment`(seconds: Int) {
        let date = Date(timeIntervalSince1970: TimeInterval(seconds))
        #expect(LogTime.systemOffset(seconds) == TimeZone.current.secondsFromGMT(for: date))
    }

    @Test func `is the time of day`() {
        #expect(abs(Double(LogTime.system().seconds) - Date().timeIntervalSince1970) < 5)
    }
}
