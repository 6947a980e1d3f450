// SPDX-License-Identifier: MIT

/// A filter in an address that cannot be followed.
package struct FilterProblem: Error, Sendable, Equatable {
    /// The parameter of the address: `weeks`.
    package let parameter: String
    /// What stands there instead.
    package let found: String
    /// What is possible: `a whole number from 4 to 56`.
    package let expected: String

    package init(parameter: String, found: String, expected: String) {
        self.parameter = parameter
        self.found = found
        self.expected = expected
    }
}

/// All that is wrong with the filters of an address.
package struct FilterProblems: Error, Sendable, Equatable {
    package let problems: [FilterProblem]

    package init(_ problems: [FilterProblem]) { self.problems = problems }
}
