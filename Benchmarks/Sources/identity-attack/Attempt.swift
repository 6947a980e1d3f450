// SPDX-License-Identifier: MIT

import Foundation

/// One attack: what the guesser knows, how many guesses it made, in how much processor time, and what came out.
struct Attempt {
    var construction: String
    var knows: String
    var guesses: Int
    var seconds: Double
    var outcome: String

    /// - Parameter guess: makes all guesses and says what came out.
    init(_ construction: String, knows: String, guesses: Int, _ guess: () -> String) {
        self.construction = construction
        self.knows = knows
        self.guesses = guesses
        let start = Self.processorSeconds
        outcome = guess()
        seconds = Self.processorSeconds - start
    }

    /// Used so far by this process, which has one thread: what else runs on the machine does not count.
    private static var processorSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    var guessesPerSecond: Double { Double(guesses) / max(seconds, 1e-9) }

    /// A row of a table.
    var row: String {
        let few = guesses == 1
        return "| \(construction) | \(knows) | \(Self.power(guesses)) | "
            + (few ? "at once | " : String(format: "%.2f s | ", seconds))
            + (few ? "" : String(format: "%.2f million", guessesPerSecond / 1e6)) + " | \(outcome) |"
    }

    static let head = """
        | ID | the guesser knows | guesses | CPU time | guesses per second | outcome |
        | --- | --- | --- | --- | --- | --- |
        """

    private static func power(_ number: Int) -> String {
        number == 1 << number.trailingZeroBitCount && number > 1 ? "2^\(number.trailingZeroBitCount)" : "\(number)"
    }
}
