// SPDX-License-Identifier: MIT

import TelemetryWire
import Testing

@testable import TelemetryClient

struct OperatingSystemTests {
    /// What an os-release text should become.
    struct Example: CustomTestStringConvertible, Sendable {
        var text: String
        var distro: String
        var release: String
        var codename: String

        init(_ distro: String, _ release: String, _ codename: String, _ lines: String...) {
            text = lines.joined(separator: "\n") + "\n"
            self.distro = distro
            self.release = release
            self.codename = codename
        }

        var testDescription: String { "\(distro) \(release)" }
    }

    private static let real = [
        Example(
            "Debian GNU/Linux", "12", "bookworm", "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"",
            "NAME=\"Debian GNU/Linux\"",
            "VERSION_ID=\"12\"", "VERSION=\"12 (bookworm)\"", "VERSION_CODENAME=bookworm", "ID=debian"),
        Example(
            "Ubuntu", "22.04.4 LTS", "jammy", "PRETTY_NAME=\"Ubuntu 22.04.4 LTS\"", "NAME=\"Ubuntu\"",
            "VERSION_ID=\"22.04\"",
            "VERSION=\"22.04.4 LTS (Jammy Jellyfish)\"", "VERSION_CODENAME=jammy", "ID=ubuntu", "ID_LIKE=debian"),
        Example(
            "Ubuntu", "23.10", "mantic", "PRETTY_NAME=\"Ubuntu 23.10\"", "NAME=\"Ubuntu\"", "VERSION_ID=\"23.10\"",
            "VERSION=\"23.10 (Mantic Minotaur)\"", "VERSION_CODENAME=mantic"),
        Example(
            "Alpine Linux", "v3.20", "", "NAME=\"Alpine Linux\"", "ID=alpine", "VERSION_ID=3.20.3",
            "PRETTY_NAME=\"Alpine Linux v3.20\""),
        Example(
            "Red Hat Enterprise Linux", "9.4", "", "NAME=\"Red Hat Enterprise Linux\"", "VERSION=\"9.4 (Plow)\"",
            "ID=\"rhel\"",
            "VERSION_ID=\"9.4\"", "PRETTY_NAME=\"Red Hat Enterprise Linux 9.4 (Plow)\""),
        Example(
            "Rocky Linux", "9.4", "", "NAME=\"Rocky Linux\"", "VERSION=\"9.4 (Blue Onyx)\"", "VERSION_ID=\"9.4\"",
            "PRETTY_NAME=\"Rocky Linux 9.4 (Blue Onyx)\""),
        Example(
            "AlmaLinux", "8.10", "", "NAME=\"AlmaLinux\"", "VERSION=\"8.10 (Cerulean Leopard)\"", "VERSION_ID=\"8.10\"",
            "PRETTY_NAME=\"AlmaLinux 8.10 (Cerulean Leopard)\""),
        Example(
            "CentOS Stream", "9", "", "NAME=\"CentOS Stream\"", "VERSION=\"9\"", "VERSION_ID=\"9\"",
            "PRETTY_NAME=\"CentOS Stream 9\""),
        Example(
            "CentOS Linux", "7", "", "NAME=\"CentOS Linux\"", "VERSION=\"7 (Core)\"", "VERSION_ID=\"7\"",
            "PRETTY_NAME=\"CentOS Linux 7 (Core)\""),
        Example(
            "Fedora Linux", "40", "", "NAME=\"Fedora Linux\"", "VERSION=\"40 (Container Image)\"", "VERSION_ID=40",
            "VERSION_CODENAME=\"\"", "PRETTY_NAME=\"Fedora Linux 40 (Container Image)\""),
        Example(
            "Oracle Linux Server", "9.4", "", "NAME=\"Oracle Linux Server\"", "VERSION=\"9.4\"", "VERSION_ID=\"9.4\"",
            "PRETTY_NAME=\"Oracle Linux Server 9.4\""),
        Example(
            "SLES", "15", "", "NAME=\"SLES\"", "VERSION=\"15-SP5\"", "VERSION_ID=\"15.5\"",
            "PRETTY_NAME=\"SUSE Linux Enterprise Server 15 SP5\""),
        Example(
            "openSUSE Leap", "15.6", "", "NAME=\"openSUSE Leap\"", "VERSION=\"15.6\"", "VERSION_ID=\"15.6\"",
            "PRETTY_NAME=\"openSUSE Leap 15.6\""),
        Example(
            "openSUSE Tumbleweed", "20241015", "", "NAME=\"openSUSE Tumbleweed\"", "# VERSION=\"20241015\"",
            "VERSION_ID=\"20241015\"", "PRETTY_NAME=\"openSUSE Tumbleweed\""),
        Example(
            "Arch Linux", "other", "", "NAME=\"Arch Linux\"", "PRETTY_NAME=\"Arch Linux\"", "ID=arch",
            "BUILD_ID=rolling"),
        Example(
            "Amazon Linux", "2", "", "NAME=\"Amazon Linux\"", "VERSION=\"2\"", "VERSION_ID=\"2\"",
            "PRETTY_NAME=\"Amazon Linux 2\""),
        Example(
            "Debian GNU/Linux", "11", "bullseye", "NAME='Debian GNU/Linux'", "VERSION='11'",
            "VERSION_CODENAME='bullseye'"),
        Example("other", "7.9", "", "NAME=\"Scientific Linux\"", "VERSION_ID=\"7.9\"", "VERSION_CODENAME=nitrogen"),
        Example("other", "other", "", "NAME=NixOS", "VERSION_ID=\"unstable\""),
        Example("other", "other", "", ""),
    ]

    @Test(arguments: real)
    func `tells known distributions with release and code name`(_ example: Example) {
        let system = OperatingSystem(osRelease: example.text)
        let expected = OperatingSystem(distro: example.distro, release: example.release, codename: example.codename)
        #expect(system == expected)
    }

    private static let hosts = [
        "sense01", "sense01.corp.example.com", "SENSE01", "sense-prod-01", "corp.example", "user@sense01",
        "10-0-0-21.example",
        "sense_01", "sensé", "5ense.example.com",
    ]

    @Test(arguments: hosts)
    func `lets no host name through, wherever it is written`(_ host: String) {
        let texts = [
            "NAME=\"\(host)\"\nVERSION_ID=12", "NAME=\"Ubuntu \(host)\"\nVERSION_ID=22.04",
            "NAME=Ubuntu\nPRETTY_NAME=\"Ubuntu \(host)\"", "NAME=Ubuntu\nPRETTY_NAME=\"Ubuntu 22.04 \(host)\"",
            "NAME=Ubuntu\nPRETTY_NAME=\"Ubuntu 22.04.\(host)\"", "NAME=Ubuntu\nPRETTY_NAME=\"Ubuntu 22.04-\(host)\"",
            "NAME=Ubuntu\nPRETTY_NAME=\"Ubuntu 22.04 (\(host))\"",
            "NAME=Ubuntu\nPRETTY_NAME=\"Ubuntu 22.04\(host) LTS\"",
            "NAME=Ubuntu\nPRETTY_NAME=\"Ubuntu v\(host)\"", "NAME=Ubuntu\nVERSION=\"\(host)\"",
            "NAME=Ubuntu\nVERSION_ID=\"\(host)\"",
            "NAME=Ubuntu\nVERSION=\"22.04 (\(host))\"", "NAME=Ubuntu\nVERSION_CODENAME=\"\(host)\"",
            "NAME=Ubuntu\nVERSION_CODENAME=\"jammy \(host)\"", "VERSION_ID=\(host)", "\(host)", "\(host)=\(host)",
            "NAME=Ubuntu\nHOST=\(host)\nVARIANT=\(host)\nBUILD_ID=\(host)",
        ]
        for text in texts {
            let system = OperatingSystem(osRelease: text)
            let told = "\(system.distro)|\(system.release)|\(system.codename)".lowercased()
            for word in ["sens", "ense", "corp", "prod", "user", "example"] { #expect(!told.contains(word), "\(text)") }
        }
    }

    @Test(arguments: [
        "NAME=Ubuntu\nVERSION_CODENAME=q\u{301}xyz", "NAME=Ubuntu\nVERSION_CODENAME=jammy\u{301}",
        "NAME=Ubuntu\nVERSION_CODENAME=jammy\r",
        "NAME=Ubuntu\nVERSION_CODENAME=JAMMY", "NAME=Ubuntu\nVERSION_CODENAME=j4mmy",
        "NAME=Ubuntu\nVERSION_CODENAME=abcdefghijklmnopqrstuvwxyz", "NAME=Ubuntu\nVERSION_CODENAME=x",
        "NAME=Ubuntu\nVERSION_CODENAME=ﬁne",
    ])
    func `takes only plain lower-case words for a code name`(_ text: String) {
        #expect(OperatingSystem(osRelease: text).codename == "")
    }

    @Test func `tells only what the published rules allow, whatever the file holds`() throws {
        let characters: [Character] = [
            "a", "z", "A", "0", "9", ".", "-", " ", "(", ")", "\"", "'", "=", "\u{301}", "é", "٣", "\u{0}", "\t", "v",
            "L", "T", "S",
        ]
        var state: UInt64 = 5
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        func noise() -> String { String((0..<next(70)).map { _ in characters[next(characters.count)] }) }
        let patterns = FieldRegistry.fields.reduce(into: [String: TextPattern]()) { patterns, field in
            if case .text(let pattern) = field.kind { patterns[field.name] = pattern }
        }
        let release = try #require(patterns["release"])
        let codename = try #require(patterns["codename"])
        for _ in 0..<3000 {
            let text =
                "NAME=Ubuntu\nPRETTY_NAME=\"Ubuntu \(noise())\"\nVERSION_ID=\(noise())\nVERSION_CODENAME=\(noise())"
            let system = OperatingSystem(osRelease: text)
            #expect(release.accepts(system.release), "\(text.debugDescription)")
            #expect(codename.accepts(system.codename), "\(text.debugDescription)")
        }
    }

    @Test func `names only distributions that a collector accepts`() throws {
        for field in FieldRegistry.fields where field.name == "distro" {
            guard case .text(let pattern) = field.kind else { continue }
            for name in OperatingSystem.distributions + [OperatingSystem.other] {
                #expect(pattern.accepts(name), "\(name)")
            }
        }
    }
}
