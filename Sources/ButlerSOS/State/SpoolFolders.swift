// SPDX-License-Identifier: MIT

import Foundation

/// The folders of the spools below a state folder.
enum SpoolFolders {
    static func path(of name: String, in state: String) -> String { "\(state)/spool/\(name)" }

    /// The folders that hold records for destinations that are not there any more: other InfluxDB versions for example.
    static func forgotten(in state: String, used: [String]) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(state)/spool")) ?? []
        return names.filter { name in
            let files = (try? FileManager.default.contentsOfDirectory(atPath: path(of: name, in: state))) ?? []
            return !used.contains(name) && files.contains { $0.hasSuffix(".records") }
        }.sorted()
    }
}
