// SPDX-License-Identifier: MIT

import SeededNumbers

/// What a synthetic installation runs on, in the words of a report.
struct SyntheticHost: Sendable {
    var platform: String
    var distro: String
    var arch: String
    var isVirtual: Bool
    /// The releases of the distribution, oldest first, and which of them runs.
    var releases: [Release]
    var current: Int

    struct Release: Sendable {
        var number: String
        var codename: String
    }

    var release: Release { releases[current] }

    /// Goes to the next release, if there is one.
    mutating func upgrade() { current = min(current + 1, releases.count - 1) }

    /// One host of the imagined world.
    static func draw(_ random: inout SplitMix64) -> SyntheticHost {
        let family = families.draw(&random)
        let newest = family.releases.count - 1
        // Most run one of the two newest releases.
        let age = min(Int(random.waitingTime(mean: 0.9)), newest)
        let arch = family.platform == "darwin" ? "arm64" : architectures.draw(&random)
        return SyntheticHost(
            platform: family.platform, distro: family.distro, arch: arch,
            isVirtual: family.platform == "linux" && random.chance(0.83), releases: family.releases,
            current: newest - age)
    }

    /// What a container of the project runs on.
    static let container = SyntheticHost(
        platform: "linux", distro: "Debian GNU/Linux", arch: "x64", isVirtual: true,
        releases: [Release(number: "12", codename: "bookworm")], current: 0)

    private struct Family: Sendable {
        var platform = "linux"
        var distro: String
        var releases: [Release]

        init(_ distro: String, platform: String = "linux", _ releases: (String, String)...) {
            self.platform = platform
            self.distro = distro
            self.releases = releases.map { Release(number: $0.0, codename: $0.1) }
        }
    }

    private static let architectures = Weighted(("x64", 0.86), ("arm64", 0.135), ("ppc64", 0.005))

    private static let families = Weighted(
        (Family("Debian GNU/Linux", ("10", "buster"), ("11", "bullseye"), ("12", "bookworm"), ("13", "trixie")), 0.33),
        (Family("Ubuntu", ("20.04", "focal"), ("22.04", "jammy"), ("24.04", "noble"), ("26.04", "resolute")), 0.28),
        (Family("Red Hat Enterprise Linux", ("8.10", "Ootpa"), ("9.6", "Plow"), ("10.0", "Coughlan")), 0.13),
        (Family("Rocky Linux", ("8.10", "Green Obsidian"), ("9.6", "Blue Onyx"), ("10.0", "Red Quartz")), 0.07),
        (Family("Alpine Linux", ("3.20", ""), ("3.21", ""), ("3.22", "")), 0.07),
        (Family("Amazon Linux", ("2", ""), ("2023", "")), 0.04),
        (Family("SLES", ("15.6", ""), ("15.7", "")), 0.03),
        (Family("AlmaLinux", ("9.5", "Teal Serval"), ("9.6", "Sage Margay")), 0.02),
        (Family("other", ("other", "")), 0.01),
        (Family("macOS", platform: "darwin", ("14.7", "Sonoma"), ("15.6", "Sequoia"), ("26.1", "Tahoe")), 0.02))
}
