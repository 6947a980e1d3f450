// SPDX-License-Identifier: MIT

import Testing

@testable import SenseSources

@Suite struct ProcessingTimesTests {
    @Test func `counts each datagram with the average of its batch`() {
        var times = ProcessingTimes()
        times.add(19, took: .milliseconds(19))
        times.add(1, took: .milliseconds(41))
        let summary = times.summary(after: 0)
        #expect(summary == (average: 3, percentile95: 1, maximum: 41))
        #expect(times.summary(after: 19) == (average: 41, percentile95: 41, maximum: 41))
        #expect(times.summary(after: 20) == (average: 0, percentile95: 0, maximum: 0))
    }

    @Test func `keeps the newest thousand`() {
        var times = ProcessingTimes()
        for number in 1...1500 { times.add(1, took: .milliseconds(number)) }
        let summary = times.summary(after: 0)
        #expect(summary == (average: 1000.5, percentile95: 1450, maximum: 1500))
        times.add(5000, took: .milliseconds(5000))
        #expect(times.summary(after: 0) == (average: 1, percentile95: 1, maximum: 1))
        times.add(0, took: .seconds(1))
        #expect(times.summary(after: 0).maximum == 1)
    }
}
