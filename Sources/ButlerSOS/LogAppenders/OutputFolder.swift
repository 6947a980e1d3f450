// SPDX-License-Identifier: MIT

import Foundation

/// Makes folders and looks at what is in the way, with reasons that people understand.
enum OutputFolder {
    /// Makes a folder and those that it is in, as far as they are missing. `nil`, or the reason why it is not there.
    static func make(_ path: String) -> String? {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += made.isEmpty || made == "/" ? String(part) : "/\(part)"
            let code = mkdir(made, 0o777) == 0 ? 0 : errno
            guard code != 0 else { continue }
            switch Entry(made) {
            case .folder: continue
            case .file: return "\(made) is no folder"
            case .brokenLink(let target): return "\(made) is a link to \(target), which is not there"
            case .missing: return "\(made) cannot be made: \(String(cString: strerror(code)))"
            }
        }
        return nil
    }

    /// Why a file cannot be written, or must not be; `nil` if nothing speaks against it.
    ///
    /// - Parameter replaces: a file that is there may go.
    static func obstacle(toWriting path: String, replaces: Bool) -> String? {
        switch Entry(path) {
        case .missing: nil
        case .file: replaces ? nil : "\(path): expected no such file; --force replaces it"
        case .folder: "\(path): expected no such folder, a file comes here; remove it"
        case .brokenLink(let target):
            "\(path): expected no such link; it leads to \(target), which is not there; remove it"
        }
    }

    /// What is at a path.
    private enum Entry {
        case missing, file, folder
        /// It leads to something that is not there.
        case brokenLink(target: String)

        init(_ path: String) {
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
                self = isFolder.boolValue ? .folder : .file
            } else if let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) {
                self = .brokenLink(target: target)
            } else {
                self = .missing
            }
        }
    }
}
