// SPDX-License-Identifier: MIT

/// Tells whether the program runs in a container, from the marks that container engines leave in its files.
enum Container {
    static func isSeen(in files: HostFiles) -> Bool {
        marks.contains(where: files.exists) || isNamedByManager(files) || isInGroup(files)
    }

    private static let marks = [
        "/.dockerenv", "/run/.containerenv", "/run/secrets/kubernetes.io/serviceaccount/namespace",
        "/var/run/secrets/kubernetes.io/serviceaccount/namespace",
    ]

    /// The manager of services writes down in what it was started. It takes Windows' subsystem for a container.
    private static func isNamedByManager(_ files: HostFiles) -> Bool {
        let name = (files.text("/run/systemd/container") ?? "").trimmed
        return !name.isEmpty && name != "wsl"
    }

    /// Whether the control group of the first process has the name of a container engine in its path.
    private static func isInGroup(_ files: HostFiles) -> Bool {
        let lines = (files.text("/proc/1/cgroup") ?? "").utf8.split { $0 == UInt8(ascii: "\n") }
        return lines.contains { line in
            let path = line.split(separator: UInt8(ascii: ":"), maxSplits: 2, omittingEmptySubsequences: false)
                .dropFirst(2)
            guard let path = path.first.map({ String(decoding: $0, as: UTF8.self) }) else { return false }
            return ["docker", "kubepods", "containerd", "lxc", "podman"].contains { path.contains($0) }
        }
    }
}
