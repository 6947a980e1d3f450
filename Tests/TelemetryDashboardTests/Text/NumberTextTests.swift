// SPDX-License-Identifier: MIT

import TelemetryDashboard
import Testing

struct NumberTextTests {
    @Test(arguments: [
        (0, "0"), (7, "7"), (999, "999"), (1000, "1,000"), (12_345, "12,345"), (123_456, "123,456"),
        (1_234_567, "1,234,567"), (-1000, "−1,000"), (.max, "9,223,372,036,854,775,807"),
        (.min, "−9,223,372,036,854,775,808"),
    ])
    func `a count has its thousands apart`(number: Int, text: String) {
        #expect(NumberText.count(number) == text)
    }

    @Test(arguments: [
        (0.0, "0"), (0.000_001, "<0.1"), (0.0005, "0.1"), (0.0126, "1.3"), (0.05, "5"), (0.0996, "10"), (0.0994, "9.9"),
        (0.123, "12"), (0.6234, "62"), (0.986, "99"), (0.99, "99"), (0.9904, "99"), (0.9906, "99.1"), (0.9994, "99.9"),
        (0.999_999, ">99.9"), (1.0, "100"), (1.5, "100"), (-0.1, "0"), (.nan, "0"),
    ])
    func `a percentage is whole from 10 to 99 and never rounded to all or nothing`(share: Double, digits: String) {
        #expect(NumberText.percent(share) == digits + "\u{202F}%")
    }

    @Test func `an interval is two percentages without sign`() {
        #expect(NumberText.bounds(0.5119...0.7231) == "51–72")
        #expect(NumberText.bounds(0...0.0188) == "0–1.9")
        #expect(NumberText.bounds(0.9812...1) == "98–100")
    }
}
