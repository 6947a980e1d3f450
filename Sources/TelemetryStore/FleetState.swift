// SPDX-License-Identifier: MIT

package import TelemetryWire

/// What a report says apart from who says it: environment, version and flags. Equal states are stored once.
package struct FleetState: Sendable, Hashable {
    package var service: String
    package var serviceVersion: String
    package var arch: String
    package var platform: String
    package var release: String
    package var distro: String
    package var codename: String
    package var virtual: Bool
    /// `node` or `swift`.
    package var runtime: String
    package var runtimeVersion: String
    /// One character per feature of the service in registry order: `1` on, `0` off, `-` not reported.
    package var flags: String

    package init(
        service: String, serviceVersion: String, arch: String, platform: String, release: String, distro: String,
        codename: String,
        virtual: Bool, runtime: String, runtimeVersion: String, flags: String
    ) {
        self.service = service
        self.serviceVersion = serviceVersion
        self.arch = arch
        self.platform = platform
        self.release = release
        self.distro = distro
        self.codename = codename
        self.virtual = virtual
        self.runtime = runtime
        self.runtimeVersion = runtimeVersion
        self.flags = flags
    }

    package init(_ report: TelemetryReport) {
        let system = report.system
        self.init(
            service: report.service, serviceVersion: report.serviceVersion, arch: system.arch,
            platform: system.platform,
            release: system.release, distro: system.distro, codename: system.codename, virtual: system.virtual,
            runtime: system.swiftVersion == nil ? "node" : "swift",
            runtimeVersion: system.swiftVersion ?? system.nodeVersion ?? "",
            flags: Self.flags(report.features, of: report.service))
    }

    private static func flags(_ features: [String: Bool], of service: String) -> String {
        var flags: [UInt8] = []
        for feature in FieldRegistry.service(named: service)?.features ?? [] {
            let character: Unicode.Scalar = features[feature.name].map { $0 ? "1" : "0" } ?? "-"
            flags.append(UInt8(ascii: character))
        }
        return String(decoding: flags, as: UTF8.self)
    }

    /// `linux · Debian GNU/Linux 12`
    package var operatingSystem: String { "\(platform) · \(distro)\(release.isEmpty ? "" : " \(release)")" }

    /// `Node.js 20` or `Swift 6.3`
    package var runtimeTitle: String {
        let numbers = runtimeVersion.drop { $0 == "v" }.split(separator: ".")
        return runtime == "swift"
            ? "Swift \(numbers.prefix(2).joined(separator: "."))" : "Node.js \(numbers.first.map(String.init) ?? "")"
    }
}
