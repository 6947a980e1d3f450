// SPDX-License-Identifier: MIT

import Foundation

/// A folder of a test's own, gone when the value goes.
package final class TemporaryDirectory: Sendable {
    package let path: String

    /// - Parameter inMemory: for tests that make thousands of durable files, which would wait for a real disk all the time.
    package init(inMemory: Bool = false) throws {
        let memory = "/dev/shm"
        let isThere = inMemory && FileManager.default.isWritableFile(atPath: memory)
        let folder = isThere ? URL(filePath: memory) : FileManager.default.temporaryDirectory
        path = folder.appendingPathComponent("butler-\(UUID().uuidString.lowercased())").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of a file in the folder.
    package func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file and returns its path.
    package func write(_ text: String, to name: String) throws -> String {
        try text.write(toFile: file(name), atomically: true, encoding: .utf8)
        return file(name)
    }
}
