// SPDX-License-Identifier: MIT

/// What is wrong with a line of a script, in a sentence.
struct ScriptMistake: Error {
    let text: String
}
