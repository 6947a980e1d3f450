// SPDX-License-Identifier: MIT

import Foundation

/// A folder of a test's own in memory where the system has such a place, gone when the value goes.
///
/// Telemetry waits for the disk after each write, which thousands of installations on a real one would make minutes of.
final class MemoryFolder: Sendable {
    let path: String

    init() throws {
        let memory = "/dev/shm"
        let isThere = FileManager.default.isWritableFile(atPath: memory)
        let base = isThere ? memory : FileManager.default.temporaryDirectory.path
        path = "\(base)/butler-\(UUID().uuidString.lowercased())"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
