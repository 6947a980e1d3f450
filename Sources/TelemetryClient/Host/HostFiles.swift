// SPDX-License-Identifier: MIT

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Reads small text files of the operating system; missing and unreadable ones are `nil`.
package struct HostFiles: Sendable {
    private let read: @Sendable (String) -> String?

    /// The files of this host.
    package init() {
        read = { path in
            guard let file = fopen(path, "r") else { return nil }
            defer { fclose(file) }
            var bytes = [UInt8](repeating: 0, count: 64 * 1024)
            let count = fread(&bytes, 1, bytes.count, file)
            return String(decoding: bytes[..<count], as: UTF8.self)
        }
    }

    /// The files of an imagined host, by path.
    package init(_ files: [String: String]) { read = { files[$0] } }

    package func text(_ path: String) -> String? { read(path) }

    package func exists(_ path: String) -> Bool { read(path) != nil }
}

extension String {
    /// The text without white space around it.
    var trimmed: String {
        let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r" || $0 == "\0" }
        return String(drop(while: isSpace).reversed().drop(while: isSpace).reversed())
    }
}
