// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit

/// The system's programs that make and inspect networks.
enum NetworkTools {
    /// Name of the program, and the Debian package that brings it.
    private static let needed = [
        "unshare": "util-linux", "nsenter": "util-linux", "mount": "mount", "ip": "iproute2", "getent": "libc-bin",
        "curl": "curl",
    ]

    /// Where administrators' programs are, also if an ordinary user's `PATH` does not say so.
    private static let path =
        (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin") + ":/usr/sbin:/sbin"

    /// Fails, and says what to install, if a program is missing. Silence must be proven: there is no skipping.
    static func check() throws {
        let folders = path.split(separator: ":")
        let missing = needed.filter { name, _ in
            !folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
        }
        guard missing.isEmpty else { throw Missing(packages: Set(missing.values).sorted()) }
        guard FileManager.default.isExecutableFile(atPath: Programs.sink) else {
            throw NotReady(what: Programs.sink, log: "it is not built")
        }
    }

    /// Starts a command that is found by its name or path.
    static func start(_ command: [String], environment: [String: String] = [:]) throws -> ChildProcess {
        try ChildProcess(
            "/usr/bin/env", command, environment: environment.merging(["PATH": path]) { first, _ in first })
    }

    struct Missing: Error, CustomStringConvertible {
        var packages: [String]
        var description: String {
            "these packages are needed to prove that nothing is sent: \(packages.joined(separator: ", ")); "
                + "`make test` installs them"
        }
    }

    struct NoNetwork: Error, CustomStringConvertible {
        var log: String
        var description: String {
            "no network of its own for a test, which needs Linux and the right to make namespaces: run as root; or "
                + "set the sysctls kernel.unprivileged_userns_clone=1 and kernel.apparmor_restrict_unprivileged_userns=0 "
                + "where they exist; or start the container with --privileged. It said: \(log)"
        }
    }
}
