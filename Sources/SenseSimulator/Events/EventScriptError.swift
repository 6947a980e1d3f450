// SPDX-License-Identifier: MIT

/// All that is wrong with a script of events.
package struct EventScriptError: Error, Equatable, CustomStringConvertible {
    /// One thing that is wrong.
    package struct Mistake: Sendable, Equatable {
        /// The number of the line, from 1 on.
        package let line: Int
        /// One sentence for whoever wrote the line.
        package let text: String
    }

    /// Where the script comes from.
    package let file: String
    /// What is wrong, in the order of the lines.
    package let mistakes: [Mistake]

    /// One line for each mistake, below one that names the file.
    package var description: String {
        (["--script \(file): nothing of it is used, because of"] + mistakes.map { "  line \($0.line): \($0.text)" })
            .joined(separator: "\n")
    }
}
