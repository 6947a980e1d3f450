// SPDX-License-Identifier: MIT

import TelemetryWire
import Testing

@testable import TelemetryClient

/// Whatever is in the files of a host, a report about it says only published words and versions.
struct HostilityTests {
    /// Numbers from a seed, so that a failure can be repeated.
    struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29) &* 0xBF58_476D_1CE4_E5B9
        }

        mutating func pick<Element>(_ choices: [Element], or other: Element) -> Element {
            choices.randomElement(using: &self) ?? other
        }
    }

    private static let names = PublishedSystems.all.map(\.name)
    private static let codenames = PublishedSystems.all.flatMap(\.codenames).sorted()
    private static let own = [
        "prodserver", "sense01.corp.example", "ACME", "10.20.30.40", "4.19.0-acme.1.x86_64", "build7f3a9c", "user@host",
        "kunde-müller", "٣.٤", "\u{202E}", "v", "LTS", "-SP", "999999999999", "2022041", "1.2.3.4.5",
    ]
    private static let versions = ["22.04.4 LTS", "12", "v3.20", "15-SP5", "2023.6.20241031", "9.4", "V10", "20241015"]
    private static let glue = [
        " ", "", ".", "-", " (", ")", "\"", "'", "\\", "=", "\0", "\t", "\r", "+", "/", "_", "\u{301}", ";",
        "$(hostname)",
    ]
    private static let keys = [
        "NAME", "PRETTY_NAME", "VERSION", "VERSION_ID", "VERSION_CODENAME", "ID", "BUILD_ID", "DISTRIB_CODENAME",
        "name",
        "NAME ", "", "#NAME", "export NAME",
    ]

    private static func word(_ dice: inout Dice) -> String {
        switch Int.random(in: 0..<6, using: &dice) {
        case 0: dice.pick(names, or: "")
        case 1: dice.pick(codenames, or: "")
        case 2, 3: dice.pick(own, or: "")
        case 4: dice.pick(versions, or: "")
        default: String(decoding: (0..<9).map { _ in UInt8.random(in: .min ... .max, using: &dice) }, as: UTF8.self)
        }
    }

    private static func noise(_ dice: inout Dice) -> String {
        (0..<Int.random(in: 0...5, using: &dice)).map { _ in word(&dice) + dice.pick(glue, or: "") }.joined()
    }

    /// An os-release that begins like a real one, or not, and goes wrong somewhere.
    private static func osRelease(_ dice: inout Dice) -> String {
        var lines: [String] = []
        if Bool.random(using: &dice) { lines.append(dice.pick(DistributionSample.all, or: .init("", "", "")).text) }
        if Bool.random(using: &dice) {
            let name = dice.pick(names, or: "")
            lines.append("NAME=\"\(name)\"")
            lines.append("PRETTY_NAME=\"\(name) \(dice.pick(versions, or: "")) \(noise(&dice))\"")
        }
        for _ in 0..<Int.random(in: 0...5, using: &dice) {
            let quote = dice.pick(["\"", "'", ""], or: "")
            lines.append("\(dice.pick(keys, or: ""))=\(quote)\(noise(&dice))\(quote)")
        }
        return lines.shuffled(using: &dice).joined(separator: dice.pick(["\n", "\r\n", "\n\n"], or: "\n"))
    }

    private static let paths = [
        "/etc/os-release", "/usr/lib/os-release", "/proc/cpuinfo", "/proc/meminfo", "/proc/net/route",
        "/proc/net/ipv6_route", "/proc/1/cgroup", "/proc/sys/kernel/osrelease", "/sys/class/dmi/id/product_name",
        "/sys/class/dmi/id/sys_vendor", "/sys/class/dmi/id/product_uuid", "/etc/machine-id", "/run/systemd/container",
        "/sys/class/net/eth0/address", "/sys/class/net/eth0/flags", "/sys/class/net/../flags", "/etc/hostname",
        "/dev/disk/by-id/ata-x", "/sys/firmware/devicetree/base/compatible",
    ]

    @Test(arguments: 0..<8)
    func `puts no word into a report that is not published`(_ seed: Int) {
        var dice = Dice(state: UInt64(seed))
        var told: [String: Int] = [:]
        for _ in 0..<1500 {
            var files: [String: String] = [:]
            for path in Self.paths where Bool.random(using: &dice) { files[path] = Self.noise(&dice) }
            files["/etc/os-release"] = Self.osRelease(&dice)
            let system = HostFacts.read(HostFiles(files)).system(id: "")
            let context = "\(files["/etc/os-release"].debugDescription)"

            let published = PublishedSystems.all.first { $0.name == system.distro }
            #expect(published != nil || system.distro == "other", "\(context)")
            #expect(system.codename.isEmpty || published?.codenames.contains(system.codename) == true, "\(context)")
            let isVersion = system.release.wholeMatch(of: Self.version) != nil
            #expect(isVersion || ["other", "rolling"].contains(system.release), "\(context)")
            #expect(PublishedSystems.architectures.contains(system.arch))
            #expect(PublishedSystems.platforms.contains(system.platform))
            #expect(system.swiftVersion?.wholeMatch(of: /6\.\d/) != nil)

            if published != nil { told["distribution", default: 0] += 1 }
            if isVersion { told["version", default: 0] += 1 }
            if !system.codename.isEmpty { told["code name", default: 0] += 1 }
        }
        // The texts are not so strange that nothing is recognised in them.
        for kind in ["distribution", "version", "code name"] { #expect(told[kind, default: 0] > 150, "\(kind)") }
    }

    /// The published form of a version, written down a second time.
    private static var version: Regex<Substring> {
        #/[vV]?(?:[0-9]{1,4}|20[0-9]{6})(?:\.(?:[0-9]{1,4}|20[0-9]{6})){0,2}(?:-SP[1-9])?(?: LTS)?/#
    }

    @Test func `survives files that are huge`() {
        let huge = String(repeating: "x\u{301}=\u{1F468}\u{200D}(", count: 60_000)
        let files = Dictionary(uniqueKeysWithValues: Self.paths.map { ($0, huge) })
        let facts = HostFacts.read(HostFiles(files))
        #expect(facts.distro == "other" && facts.hardwareAddress == nil && facts.systemID == nil)
        let lines = String(repeating: "NAME=Ubuntu\n", count: 100_000) + "NAME=Debian"
        #expect(HostFacts.read(HostFiles(["/etc/os-release": lines])).distro == "Ubuntu")
    }
}
