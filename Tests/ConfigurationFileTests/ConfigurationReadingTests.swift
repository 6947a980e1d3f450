// SPDX-License-Identifier: MIT

import ConfigurationFile
import Testing

@Suite struct ConfigurationReadingTests {
    @Test func `is a sentence with and without a place`() {
        let reading = ConfigurationReading()
        #expect(reading.problems.isEmpty)
        reading.add(key: "a.b", expected: "a port", found: "nothing", place: "f.yaml:1:2")
        reading.add(key: "c", expected: "a text", found: "a list")
        #expect(
            reading.problems.map(\.description) == [
                "a.b: expected a port, found nothing (f.yaml:1:2)", "c: expected a text, found a list",
            ])
        #expect(!reading.problems.isEmpty)
    }

    @Test func `is not made by a warning`() {
        let reading = ConfigurationReading()
        reading.warn("odd")
        #expect(reading.problems.isEmpty)
        #expect(reading.warnings == ["odd"])
    }
}
