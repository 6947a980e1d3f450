// SPDX-License-Identifier: MIT

import Foundation

/// What the sink says, one whole line at a time, at once.
enum Report {
    static func line(_ text: String) {
        FileHandle.standardOutput.write(Data("\(text)\n".utf8))
    }

    /// Seconds since 1970 with microseconds.
    static func time(seconds: Int, microseconds: Int) -> String {
        let digits = String(microseconds)
        return "\(seconds)." + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }
}
