// SPDX-License-Identifier: MIT

import ArgumentParser
import Foundation

/// The file of a script that an option names.
enum ScriptFile {
    private static let largestSize = 1 << 20

    /// - Parameter option: for the error.
    static func text(of file: String, option: String) throws -> String {
        guard let handle = FileHandle(forReadingAtPath: file) else {
            throw ValidationError("\(option) \(file): the file cannot be opened")
        }
        guard let bytes = try? handle.read(upToCount: largestSize + 1) ?? Data() else {
            throw ValidationError("\(option) \(file): the file cannot be read")
        }
        guard bytes.count <= largestSize, let text = String(bytes: bytes, encoding: .utf8) else {
            throw ValidationError("\(option) \(file): a script is a text in UTF-8 of at most 1 MiB")
        }
        return text
    }
}
