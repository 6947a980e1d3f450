// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit

/// A file system of 64 KiB, to be filled. It lives in the mount namespace of a process of its own, and goes with it.
final class TinyDisk: Sendable {
    let path: String
    private let holder: ChildProcess
    private let place: TemporaryDirectory

    static let whyNot: String = "mounting a tiny file system needs root and its rights"

    /// Whether this process may have one.
    static func isPossible() async -> Bool { (try? await TinyDisk()) != nil }

    init() async throws {
        place = try TemporaryDirectory(inMemory: true)
        let script = "mount -t tmpfs -o size=64k,mode=700 none \"$1\" && echo mounted && exec sleep 60"
        holder = try ChildProcess(
            "/usr/bin/unshare", ["--mount", "/bin/sh", "-c", script, "sh", place.path])
        guard try await holder.waitForOutput("mounted", limit: .seconds(5)) else { throw POSIXError(.EPERM) }
        path = "/proc/\(holder.processID)/root\(place.path)"
    }

    /// Leaves not one byte.
    func fill() throws {
        let file = FileManager.default.createFile(atPath: "\(path)/filler", contents: nil)
        guard file, let handle = FileHandle(forWritingAtPath: "\(path)/filler") else { throw POSIXError(.EIO) }
        defer { try? handle.close() }
        let piece = Data(repeating: 0, count: 512)
        for _ in 0..<1024 {
            do { try handle.write(contentsOf: piece) } catch { return }
        }
        throw POSIXError(.EFBIG)
    }

    /// Makes room again.
    func clear() throws { try FileManager.default.removeItem(atPath: "\(path)/filler") }
}
