// SPDX-License-Identifier: MIT

/// A frame that arrived at the sink, or a request that the sink took out of some: one line of its output.
struct RecordedFrame: CustomStringConvertible {
    /// Seconds since 1970, by the kernel.
    let time: Double
    let description: String

    /// `nil` for lines that are something else.
    init?(_ line: Substring) {
        let parts = line.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, let time = Double(parts[0]) else { return nil }
        self.time = time
        description = String(parts[1])
    }

    /// Requests are seen on top of the frames that carry them.
    var isRequest: Bool { description.hasPrefix("http ") }

    /// The name that a question to the name server is about.
    var askedName: String? {
        let words = description.split(separator: " ")
        guard words.first == "udp", words.count >= 3, words[words.count - 3] == "asks" else { return nil }
        return words.last.map(String.init)
    }
}
