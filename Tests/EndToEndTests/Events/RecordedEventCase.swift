// SPDX-License-Identifier: MIT

import Foundation

/// A folder below `Cases/Events`: in `datagram.txt` what the original was sent, and in `version1.txt` and so on the line, without
/// its time, that it wrote to a database of that version; nothing if it wrote none. Folders are named after the port.
///
/// Nobody recorded version 3: there it is what the specification says about the same event.
struct RecordedEventCase {
    var name: String
    var datagram: [UInt8]
    /// By the version.
    var lines: [Int: String]

    static func all() throws -> [RecordedEventCase] {
        guard let folder = Bundle.module.url(forResource: "Events", withExtension: nil, subdirectory: "Cases") else {
            throw CocoaError(.fileNoSuchFile)
        }
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
            let files = folder.appendingPathComponent(name)
            var datagram = Array(try Data(contentsOf: files.appendingPathComponent("datagram.txt")))
            // The end of the file's last line is no part of it.
            if datagram.last == UInt8(ascii: "\n") { datagram.removeLast() }
            var lines: [Int: String] = [:]
            for version in 1...3 {
                let file = files.appendingPathComponent("version\(version).txt")
                guard FileManager.default.fileExists(atPath: file.path) else { continue }
                lines[version] = try String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .newlines)
            }
            return RecordedEventCase(name: name, datagram: datagram, lines: lines)
        }
    }

    var isUserEvent: Bool { name.hasPrefix("user-") }

    /// What is expected here; empty if nothing is.
    func line(_ version: Int) -> String? {
        lines[version].map { recorded in
            Difference.allCases.reduce(recorded) { line, difference in
                difference.cases.map { $0.contains(name) } ?? true ? difference.apply(to: line) : line
            }
        }
    }

    /// In what a line may differ from the original's.
    enum Difference: CaseIterable {
        /// The original drops the times of engine events because it knows only one spelling of them.
        case engineTimes
        /// Where `raw_event` has the configured tags, the original was recorded while it sent to MQTT, too.
        case noMQTT

        /// Those that it is about; `nil` for all.
        var cases: [String]? {
            switch self {
            // The third recorded event of an engine has times that are none.
            case .engineTimes: ["log-engine-error-no-session", "log-engine-upper-case"]
            case .noMQTT: nil
            }
        }

        func apply(to line: String) -> String {
            switch self {
            case .engineTimes:
                line.replacingOccurrences(
                    of: #"\"ts_iso\":\"\",\"ts_local\":\"\""#,
                    with: #"\"ts_iso\":\"20210427T101530.123+0200\",\"ts_local\":\"2021-04-27 10:15:30,123\""#)
            case .noMQTT: line.replacingOccurrences(of: #",\"tags\":{\"env\":\"DEV\"}"#, with: "")
            }
        }
    }
}
