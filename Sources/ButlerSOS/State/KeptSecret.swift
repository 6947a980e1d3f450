// SPDX-License-Identifier: MIT

import Crypto
import Foundation
import TelemetryWire

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// 32 random bytes in a file of their own, as 64 hexadecimal digits: made once, and the file's owner's alone.
enum KeptSecret {
    /// Why there is none, as a sentence.
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    private static let byteCount = 32

    /// The bytes in a file, which is made if it is not there.
    static func bytes(at path: String) throws(Failure) -> [UInt8] {
        if !exists(path), let problem = make(path) {
            throw Failure(description: "\(path) cannot be made: \(problem)")
        }
        guard let bytes = load(path) else {
            throw Failure(
                description:
                    "\(path) is not a file of 64 hexadecimal digits that only its owner can read; if it is gone, "
                    + "the next start makes a new one")
        }
        return bytes
    }

    private static func exists(_ path: String) -> Bool {
        (try? FileManager.default.attributesOfItem(atPath: path)) != nil
    }

    /// Writes a new secret beside the place and moves it there, so that a crash leaves none or all of it. Says what went wrong.
    private static func make(_ path: String) -> String? {
        let temporary = "\(path).\(getpid()).new"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return String(cString: strerror(errno)) }
        let bytes = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
        let text = Array("\(Hex.encode(bytes))\n".utf8)
        let isWritten = text.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) } == text.count
        guard isWritten, fsync(descriptor) == 0 else {
            let reason = String(cString: strerror(errno))
            close(descriptor)
            unlink(temporary)
            return reason
        }
        close(descriptor)
        guard rename(temporary, path) == 0 else { return String(cString: strerror(errno)) }
        return nil
    }

    /// What is in a file; `nil` if it is something else, or not its owner's alone.
    private static func load(_ path: String) -> [UInt8]? {
        guard let facts = try? FileManager.default.attributesOfItem(atPath: path),
            facts[.type] as? FileAttributeType == .typeRegular,
            let permissions = facts[.posixPermissions] as? Int, permissions & 0o077 == 0
        else { return nil }
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var text = [UInt8](repeating: 0, count: 2 * byteCount + 2)
        let count = text.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
        guard count > 0 else { return nil }
        let digits = text[..<count].last == UInt8(ascii: "\n") ? text[..<(count - 1)] : text[..<count]
        return Hex.decode(String(decoding: digits, as: UTF8.self)).flatMap { $0.count == byteCount ? $0 : nil }
    }
}
