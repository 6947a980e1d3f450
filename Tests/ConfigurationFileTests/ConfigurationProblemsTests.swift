// SPDX-License-Identifier: MIT

import ConfigurationFile
import Testing

@Suite struct ConfigurationProblemsTests {
    @Test func `is a sentence with and without a place`() {
        let problems = ConfigurationProblems()
        #expect(problems.isEmpty)
        problems.add(key: "a.b", expected: "a port", found: "nothing", place: "f.yaml:1:2")
        problems.add(key: "c", expected: "a text", found: "a list")
        #expect(
            problems.all.map(\.description) == [
                "a.b: expected a port, found nothing (f.yaml:1:2)", "c: expected a text, found a list",
            ])
        #expect(!problems.isEmpty)
    }

    @Test func `is not made by a warning`() {
        let problems = ConfigurationProblems()
        problems.warn("odd")
        #expect(problems.isEmpty)
        #expect(problems.warnings == ["odd"])
    }
}
