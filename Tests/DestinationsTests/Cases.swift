// SPDX-License-Identifier: MIT

import Foundation

/// The files below `Cases`.
enum Cases {
    private static let folder = (Bundle.module.resourceURL ?? Bundle.module.bundleURL).appending(path: "Cases")

    /// The names of the cases of one kind.
    static func names(_ kind: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: kind).path)) ?? []).sorted()
    }

    static func data(_ path: String) throws -> Data { try Data(contentsOf: folder.appending(path: path)) }

    static func text(_ path: String) throws -> String { String(decoding: try data(path), as: UTF8.self) }
}
