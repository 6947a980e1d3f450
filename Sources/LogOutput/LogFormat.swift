// SPDX-License-Identifier: MIT

/// How a line of the log is spelled. Whatever it says, it is one line, and nothing in it moves a terminal's cursor.
package enum LogFormat: String, CaseIterable, Sendable {
    /// `<UTC time> <level>: <message> key=value …`
    case text
    /// One JSON object per line.
    case json

    /// Whether a line is written: rules between paragraphs are for people.
    func shows(_ line: LogLine) -> Bool { self == .text || !line.isRule }

    /// A line with its end.
    ///
    /// - Parameter isColoured: colour the level's word; JSON has no colours.
    func bytes(of line: LogLine, at time: LogTime, isColoured: Bool = false) -> [UInt8] {
        switch self {
        case .text: Array(TextLine.text(line, at: time, isColoured: isColoured).utf8)
        case .json: JSONLine.bytes(line, at: time)
        }
    }
}
