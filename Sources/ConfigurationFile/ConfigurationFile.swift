// SPDX-License-Identifier: MIT

import Foundation
import Yams

/// A YAML file whose values are read with their positions, so that every mistake can be pointed at.
package enum ConfigurationFile {
    /// The file as a whole cannot be read.
    package struct Failure: Error, Equatable, CustomStringConvertible {
        package var file: String
        package var problem: String

        package var description: String { "\(file): \(problem)" }
    }

    /// The largest file that is read, in bytes.
    package static let maximumSize = 4 << 20

    /// Reads the file's root mapping. Mistakes in values are added to `reading` when they are read.
    package static func read(_ path: String, reading: ConfigurationReading) throws(Failure) -> ConfigurationSection {
        try parse(text(path), named: path, reading: reading)
    }

    /// The file as it is, if it is a text of a size that makes sense.
    package static func text(_ path: String) throws(Failure) -> String {
        var status = stat()
        // Follows links, also chains of them as container platforms make them.
        guard stat(path, &status) == 0 else {
            throw Failure(file: path, problem: errno == ENOENT ? "no such file" : String(cString: strerror(errno)))
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw Failure(file: path, problem: "a folder or a device, not a file")
        }
        // Asked before reading, so that a huge file costs nothing.
        guard status.st_size <= maximumSize else {
            throw Failure(file: path, problem: "larger than \(maximumSize >> 20) MiB")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure(file: path, problem: "cannot be read: check its permissions")
        }
        if let zero = data.firstIndex(of: 0) {
            let before = data[..<zero]
            let line = before.count { $0 == UInt8(ascii: "\n") } + 1
            let column = before.count - (before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0) + 1
            throw Failure(file: path, problem: "line \(line), column \(column): a zero byte; is this a text file?")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw Failure(file: path, problem: "not text in UTF-8: save it in that encoding")
        }
        return text
    }

    /// Reads YAML text as if it were in a file called `name`.
    package static func parse(
        _ text: String, named name: String, reading: ConfigurationReading
    ) throws(Failure) -> ConfigurationSection {
        let root: Node?
        do {
            let written = try Yams.compose(yaml: text)
            root = try text.contains("<<") ? written.map(MergeKeys.resolved) : written
        } catch let error as YamlError {
            throw Failure(file: name, problem: describe(error))
        } catch let error as MergeKeys.Failure {
            let place = error.mark.map { "line \($0.line), column \($0.column): " } ?? ""
            throw Failure(file: name, problem: place + error.problem)
        } catch {
            throw Failure(file: name, problem: "not YAML")
        }
        guard let root, case .mapping(let mapping) = root else {
            throw Failure(file: name, problem: "expected keys and values at the top level")
        }
        return ConfigurationSection(mapping: mapping, path: "", file: name, mark: root.mark, reading: reading)
    }

    /// The root of no document: reading it records every setting in `reading`, which has to be a description.
    package static func describe(_ reading: ConfigurationReading) -> ConfigurationSection {
        ConfigurationSection(mapping: nil, path: "", file: "", mark: nil, reading: reading)
    }

    /// The position and nature of a mistake, without the text around it: that could hold a password.
    private static func describe(_ error: YamlError) -> String {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            "line \(mark.line), column \(mark.column): not valid YAML: \(problem)"
        case .duplicatedKeysInMapping(let keys, let context):
            "line \(context.mark.line), column \(context.mark.column): these keys occur twice: "
                + keys.sorted().joined(separator: ", ")
        default: "not valid YAML"
        }
    }
}
