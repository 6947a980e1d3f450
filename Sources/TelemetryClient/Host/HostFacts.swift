// SPDX-License-Identifier: MIT

package import TelemetryWire

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What this host is, from files and system calls only: no command is ever run.
package struct HostFacts: Sendable, Equatable {
    package var arch: String
    package var platform: String
    package var release: String
    package var distro: String
    package var codename: String
    package var virtual: Bool
    package var isContainer: Bool
    package var swiftVersion: String
    package var logicalCores: Int
    /// In bytes; 0 if unknown.
    package var totalMemory: Int
    package var hardwareAddress: HardwareAddress?
    package var ipv4: String?
    package var systemID: SystemID?

    /// Reads the facts of the host that `files` shows.
    package static func read(_ files: HostFiles = HostFiles()) -> HostFacts {
        let system = OperatingSystem(
            osRelease: files.text("/etc/os-release") ?? files.text("/usr/lib/os-release") ?? "")
        let interface = NetworkInterface.ofDefaultRoute(files: files)
        return HostFacts(
            arch: Self.architecture, platform: Self.platformName, release: system.release, distro: system.distro,
            codename: system.codename, virtual: VirtualMachine.isSeen(in: files),
            isContainer: files.exists("/.dockerenv") || files.exists("/run/.containerenv"),
            swiftVersion: Self.swiftVersion,
            logicalCores: sysconf(Int32(_SC_NPROCESSORS_ONLN)),
            totalMemory: memory(in: files.text("/proc/meminfo") ?? ""),
            hardwareAddress: interface?.hardwareAddress.flatMap { HardwareAddress($0, ipv4: interface?.ipv4) },
            ipv4: interface?.ipv4, systemID: SystemID.read(files))
    }

    /// What is said about a host whose administrator does not want it looked at: only what the program itself is.
    package static let withheld = HostFacts(
        arch: architecture, platform: platformName, release: "unknown", distro: "unknown", codename: "unknown",
        virtual: false,
        isContainer: false, swiftVersion: swiftVersion, logicalCores: 1, totalMemory: 0, hardwareAddress: nil,
        ipv4: nil, systemID: nil)

    /// The `system` object of a report.
    package func system(id: String) -> TelemetryReport.System {
        TelemetryReport.System(
            id: id, arch: arch, platform: platform, release: release, distro: distro, codename: codename,
            virtual: virtual,
            swiftVersion: swiftVersion)
    }

    private static func memory(in text: String) -> Int {
        for line in text.split(separator: "\n") where line.hasPrefix("MemTotal:") {
            return line.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 } ?? 0
        }
        return 0
    }

    private static var architecture: String {
        #if arch(x86_64)
        "x64"
        #elseif arch(arm64)
        "arm64"
        #else
        "other"
        #endif
    }

    private static var platformName: String {
        #if os(macOS)
        "darwin"
        #else
        "linux"
        #endif
    }

    /// The compiler's version, which is the runtime's: both come from one toolchain.
    private static var swiftVersion: String {
        #if compiler(>=6.4)
        "6.4"
        #elseif compiler(>=6.3)
        "6.3"
        #else
        "6.2"
        #endif
    }
}
