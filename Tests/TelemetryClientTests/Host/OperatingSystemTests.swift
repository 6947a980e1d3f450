// SPDX-License-Identifier: MIT

import Testing

@testable import TelemetryClient

struct OperatingSystemTests {
    @Test(arguments: DistributionSample.all)
    func `tells known distributions with release and code name`(_ sample: DistributionSample) {
        #expect(OperatingSystem(osRelease: sample.text) == sample.told)
    }

    @Test(arguments: DistributionSample.all)
    func `reads files from elsewhere, with other line ends and a mark in front`(_ sample: DistributionSample) {
        let lines = sample.text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(OperatingSystem(osRelease: lines.joined(separator: "\r\n")) == sample.told)
        #expect(OperatingSystem(osRelease: "\u{FEFF}\n" + lines.joined(separator: "\r")) == sample.told)
    }

    private static let words = [
        "prodserver", "sense01", "sense01.corp.example.com", "SENSE01", "sense-prod-01", "corp.example", "user@sense01",
        "10-0-0-21.example", "sense_01", "sensé", "5ense.example.com", "12sense", "corebank", "jammyprod",
    ]

    @Test(arguments: words)
    func `lets no host name through, wherever it is written`(_ host: String) {
        let texts = [
            "NAME=\"\(host)\"\nVERSION_ID=12", "NAME=\"Ubuntu \(host)\"\nVERSION_ID=22.04",
            "NAME=Ubuntu\nPRETTY_NAME=\"Ubuntu \(host)\"", "NAME=Ubuntu\nPRETTY_NAME=\"Ubuntu 22.04 \(host)\"",
            "NAME=Ubuntu\nPRETTY_NAME=\"Ubuntu 22.04.\(host)\"", "NAME=Ubuntu\nPRETTY_NAME=\"Ubuntu 22.04-\(host)\"",
            "NAME=Ubuntu\nPRETTY_NAME=\"Ubuntu 22.04 (\(host))\"", "NAME=Ubuntu\nVERSION=\"22.04-SP\(host)\"",
            "NAME=Ubuntu\nPRETTY_NAME=\"Ubuntu 22.04\(host) LTS\"", "NAME=Ubuntu\nVERSION=\"22.04+\(host)\"",
            "NAME=Ubuntu\nPRETTY_NAME=\"Ubuntu v\(host)\"", "NAME=Ubuntu\nVERSION=\"\(host)\"",
            "NAME=Ubuntu\nVERSION_ID=\"\(host)\"", "NAME=Ubuntu\nVERSION=\"\(host) (\(host))\"",
            "NAME=Ubuntu\nVERSION=\"22.04 (\(host))\"", "NAME=Ubuntu\nVERSION_CODENAME=\"\(host)\"",
            "NAME=Ubuntu\nVERSION_CODENAME=\"jammy \(host)\"", "VERSION_ID=\(host)", "\(host)", "\(host)=\(host)",
            "NAME=Ubuntu\nHOST=\(host)\nVARIANT=\(host)\nBUILD_ID=\(host)", "NAME=Ubuntu\0\(host)\nVERSION_ID=1",
            "NAME=Fedora\\ Linux\nVERSION=\"40 (Server Edition \(host))\"", "NAME=\"Ubuntu\n\(host)\"\nVERSION_ID=1",
        ]
        for text in texts {
            let system = OperatingSystem(osRelease: text)
            let told = "\(system.distro)|\(system.release)|\(system.codename)".lowercased()
            for word in ["sens", "ense", "corp", "prod", "user", "example", "bank"] {
                #expect(!told.contains(word), "\(text.debugDescription)")
            }
        }
    }

    @Test(arguments: [
        "q\u{301}xyz", "jammy\u{301}", "JAMMY", "j4mmy", "bookworm", "Plow", "prodserver", "jammy noble", "\\x6aammy",
    ])
    func `takes only a code name of that distribution`(_ codename: String) {
        #expect(OperatingSystem(osRelease: "NAME=Ubuntu\nVERSION_CODENAME=\"\(codename)\"").codename == "")
    }

    @Test func `tells no version of a distribution that it does not name`() {
        let system = OperatingSystem(osRelease: "NAME=Acme\nVERSION=\"22.04 LTS (jammy)\"\nVERSION_CODENAME=jammy")
        #expect(system == OperatingSystem(distro: "other", release: "other", codename: ""))
    }

    @Test func `looks for a version further on if the first text has none`() {
        let text = "NAME=Ubuntu\nPRETTY_NAME=\"Ubuntu golden image\"\nVERSION=custom\nVERSION_ID=22.04"
        #expect(OperatingSystem(osRelease: text).release == "22.04")
    }
}
