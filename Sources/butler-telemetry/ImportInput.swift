// SPDX-License-Identifier: MIT

import ArgumentParser
import Foundation

/// A file, or standard input, that is read piece by piece.
struct ImportInput {
    let name: String
    private let handle: FileHandle

    init(_ path: String) throws {
        if path == "-" {
            (name, handle) = ("standard input", .standardInput)
            return
        }
        do {
            (name, handle) = (path, try FileHandle(forReadingFrom: URL(fileURLWithPath: path)))
        } catch {
            throw ValidationError("\(path) cannot be opened: check that it exists and who may read it")
        }
    }

    /// The next bytes; none at the end.
    func next() throws -> [UInt8] {
        do {
            return Array(try handle.read(upToCount: 64 * 1024) ?? Data())
        } catch {
            throw ValidationError("cannot be read: expected a file with one exported report per line")
        }
    }
}
