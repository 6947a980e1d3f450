// SPDX-License-Identifier: MIT

import Foundation

/// The files of a folder: their texts and who may read them.
struct Snapshot: Equatable {
    /// By name.
    var texts: [String: String] = [:]
    /// By name.
    var permissions: [String: Int] = [:]

    init(of folder: String) throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            texts[name] = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
            permissions[name] = try filePermissions(of: "\(folder)/\(name)")
        }
    }

    /// All texts, one after the other.
    var text: String { texts.values.joined(separator: "\n") }
}

/// The permission bits of a file or folder.
func filePermissions(of path: String) throws -> Int? {
    (try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber)?.intValue
}

func symbolicLink(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
}
