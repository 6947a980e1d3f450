// SPDX-License-Identifier: MIT

package import TelemetryWire

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What this host is, from files and system calls only: no command is ever run.
///
/// The words for its operating system are from `PublishedSystems`. The host's name and the kernel's release never
/// become part of a fact.
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
        #if canImport(Darwin)
        if files.isThisHost {
            return HostFacts(
                system: MacHost.system, virtual: MacHost.isVirtual, isContainer: false, totalMemory: MacHost.memory,
                interface: MacHost.interface, systemID: MacHost.systemID)
        }
        #endif
        let osRelease = files.text("/etc/os-release") ?? files.text("/usr/lib/os-release") ?? ""
        return HostFacts(
            system: OperatingSystem(osRelease: osRelease), virtual: VirtualMachine.isSeen(in: files),
            isContainer: Container.isSeen(in: files), totalMemory: memory(in: files.text("/proc/meminfo") ?? ""),
            interface: NetworkInterface.ofHost(files), systemID: SystemID.read(files))
    }

    /// What is said about a host whose administrator does not want it looked at: only what the program itself is.
    package static let withheld = HostFacts(
        arch: Build.architecture, platform: Build.platform, release: PublishedSystems.unknown,
        distro: PublishedSystems.unknown, codename: PublishedSystems.unknown, virtual: false, isContainer: false,
        swiftVersion: Build.swiftVersion, logicalCores: 1, totalMemory: 0, hardwareAddress: nil, ipv4: nil,
        systemID: nil)

    /// The `system` object of a report.
    package func system(id: String) -> TelemetryReport.System {
        TelemetryReport.System(
            id: id, arch: arch, platform: platform, release: release, distro: distro, codename: codename,
            virtual: virtual,
            swiftVersion: swiftVersion)
    }

    private static func memory(in text: String) -> Int {
        for line in text.split(whereSeparator: \.isNewline) where line.hasPrefix("MemTotal:") {
            guard let kibibytes = line.split(separator: " ").dropFirst().first.flatMap({ Int($0) }),
                (0...Int.max / 1024).contains(kibibytes)
            else { return 0 }
            return kibibytes * 1024
        }
        return 0
    }
}

extension HostFacts {
    private init(
        system: OperatingSystem, virtual: Bool, isContainer: Bool, totalMemory: Int, interface: NetworkInterface?,
        systemID: SystemID?
    ) {
        self.init(
            arch: Build.architecture, platform: Build.platform, release: system.release, distro: system.distro,
            codename: system.codename, virtual: virtual, isContainer: isContainer, swiftVersion: Build.swiftVersion,
            logicalCores: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))), totalMemory: totalMemory,
            hardwareAddress: interface?.hardwareAddress.flatMap { HardwareAddress($0, ipv4: interface?.ipv4) },
            ipv4: interface?.ipv4, systemID: systemID)
    }
}
