// SPDX-License-Identifier: MIT

import Foundation

/// A small file system, to be filled or made unwritable. It lives in the mount namespace of a process of its own, and goes
/// with it.
package final class TinyDisk: Sendable {
    /// Where this process sees it.
    package let path: String
    private let holder: ChildProcess
    private let place: TemporaryDirectory

    package static let whyNot: String = "mounting a tiny file system needs root and its rights"

    /// Whether this process may have one.
    package static func isPossible() async -> Bool { (try? await TinyDisk()) != nil }

    package init(kibibytes: Int = 64) async throws {
        place = try TemporaryDirectory(inMemory: true)
        let script = "mount -t tmpfs -o size=\(kibibytes)k,mode=700 none \"$1\" && echo mounted && exec sleep 120"
        holder = try ChildProcess(
            "/usr/bin/unshare", ["--mount", "/bin/sh", "-c", script, "sh", place.path])
        guard try await holder.waitForOutput("mounted") else { throw POSIXError(.EPERM) }
        path = "/proc/\(holder.processID)/root\(place.path)"
    }

    /// Where a program sees it that is started with `entrance`: some programs ask for the name behind every link.
    package var innerPath: String { place.path }

    /// The command that runs a program where the disk is mounted.
    package var entrance: [String] { ["nsenter", "--target", "\(holder.processID)", "--mount"] }

    /// Leaves not one byte.
    package func fill() throws {
        let file = FileManager.default.createFile(atPath: "\(path)/filler", contents: nil)
        guard file, let handle = FileHandle(forWritingAtPath: "\(path)/filler") else { throw POSIXError(.EIO) }
        defer { try? handle.close() }
        let piece = Data(repeating: 0, count: 512)
        for _ in 0..<65_536 {
            do { try handle.write(contentsOf: piece) } catch { return }
        }
        throw POSIXError(.EFBIG)
    }

    /// Makes room again.
    package func clear() throws { try FileManager.default.removeItem(atPath: "\(path)/filler") }

    /// Refuses or allows every change from now on, as a disk does that the system found to be faulty.
    package func setReadOnly(_ isReadOnly: Bool) async throws {
        let remount = try ChildProcess(
            "/usr/bin/nsenter",
            [
                "--target", "\(holder.processID)", "--mount", "mount", "-o", "remount,\(isReadOnly ? "ro" : "rw")",
                place.path,
            ])
        guard try await remount.waitForExit() == 0 else { throw POSIXError(.EPERM) }
    }
}
