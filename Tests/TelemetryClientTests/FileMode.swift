// SPDX-License-Identifier: MIT

import Foundation

/// The permission bits of a file.
func permissions(of path: String) throws -> Int? {
    (try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber)?.intValue
}
