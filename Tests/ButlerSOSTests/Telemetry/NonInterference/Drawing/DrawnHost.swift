// SPDX-License-Identifier: MIT

import SeededNumbers
import TelemetryClient

/// A host with its files, addresses and environment variables, in which everything is drawn but what a report may tell.
struct DrawnHost: Sendable {
    var files: [String: String] = [:]
    /// IPv4 addresses by interface.
    var addresses: [String: [String]] = [:]
    var environment: [String: String] = [:]

    init(_ lots: inout Lots, _ system: PublicSystem) {
        addSystem(system, &lots)
        addNames(&lots)
        addMachine(&lots)
        addKernel(isVirtual: system.isVirtual, &lots)
        addInterfaces(&lots)
        addContainer(&lots)
        addEnvironment(&lots)
    }

    var hostFiles: HostFiles { HostFiles(files, addresses: addresses) }

    /// An os-release that says the same system in one of several ways, with the site's own words around it.
    private mutating func addSystem(_ system: PublicSystem, _ lots: inout Lots) {
        let site = lots.word("host: site")
        var lines = [
            "# image of \(site)", "ID=\(lots.word("host: ID"))", "BUILD_ID=\(lots.word("host: BUILD_ID"))",
            "VARIANT=\"\(lots.word("host: VARIANT")) edition\"",
            "IMAGE_VERSION=\(lots.number("host: IMAGE", 1...9999))",
            "HOME_URL=\"https://\(lots.word("host: HOME_URL")).example.org/\(site)\"",
            "DEFAULT_HOSTNAME='\(lots.word("host: DEFAULT_HOSTNAME"))'",
        ]
        if let distro = system.distro {
            lines.append("NAME=\"\(distro.name)\"")
            lines += Self.versions(system, of: distro.name, site, &lots)
        } else {
            lines += [
                "NAME=\"\(lots.text("host: NAME").filter { !"\"\\".contains($0) })\"",
                "PRETTY_NAME=\"\(site) \(lots.number("host: VERSION", 1...99))\"", "VERSION_CODENAME=\(site)",
                "VERSION_ID=\(lots.number("host: VERSION_ID", 1...99))",
            ]
        }
        lines.shuffle(using: &lots.random)
        let path = lots.choice("host: os-release", of: ["/etc/os-release", "/usr/lib/os-release"])
        files[path] = lines.joined(separator: "\n") + "\n"
    }

    private static func versions(
        _ system: PublicSystem, of name: String, _ site: String, _ lots: inout Lots
    ) -> [String] {
        guard let version = system.version else {
            return ["PRETTY_NAME=\"\(name) \(site)\"", "VERSION_CODENAME=\(site)", "VERSION=\"\(site)\""]
        }
        let build = "\(version)\(Self.build(after: version, site, &lots))"
        let codename = system.codename ?? site
        switch lots.choice("host: version", of: ["PRETTY_NAME", "VERSION", "VERSION_ID", "own parentheses"]) {
        case "PRETTY_NAME": return ["PRETTY_NAME=\"\(name) \(build) (\(codename)) for \(site)\""]
        case "VERSION": return ["PRETTY_NAME=\"\(site)\"", "VERSION=\"\(build) (\(codename))\""]
        case "VERSION_ID":
            return [
                "PRETTY_NAME='\(site) \(name)'", "VERSION_ID=\"\(version)\"", "VERSION_CODENAME=\"\(codename)\"",
            ]
        default: return ["PRETTY_NAME=\"\(name) \(build) (\(site))\"", "VERSION_CODENAME='\(codename)'"]
        }
    }

    /// What a site writes behind a version: words, or numbers that no maker publishes: a fourth one, or one of many
    /// digits.
    private static func build(after version: String, _ site: String, _ lots: inout Lots) -> String {
        guard !version.hasSuffix("LTS") else { return " \(site)" }
        let isWhole = version.split(separator: ".").count == 3
        let number = lots.number("host: build", isWhole ? 0...9999 : 10_000...999_999)
        return lots.choice(
            "host: tail", of: [" \(site)", "-\(site)", "+\(site)", "~\(site)", ".\(site)", ".\(number)"])
    }

    private mutating func addNames(_ lots: inout Lots) {
        let name = lots.draw("host: name") { "\($0.word()).\($0.word()).example.org" }
        files["/etc/hostname"] = name + "\n"
        files["/proc/sys/kernel/hostname"] = name + "\n"
        files["/etc/hosts"] = "127.0.0.1 localhost\n\(lots.draw("host: hosts") { $0.address() }) \(name)\n"
        files["/etc/resolv.conf"] = "search \(lots.word("host: search")).example.org\n"
        files["/etc/passwd"] = "\(lots.word("host: user")):x:1000:1000::/home/\(lots.word("host: home")):/bin/sh\n"
        files["/etc/timezone"] = lots.word("host: zone") + "\n"
    }

    private mutating func addMachine(_ lots: inout Lots) {
        files["/etc/machine-id"] = lots.draw("host: machine-id") { $0.hexadecimal(32) } + "\n"
        let firmware = lots.draw("host: product_uuid") { $0.uuid() }
        if lots.flag("host: firmware is readable") { files["/sys/class/dmi/id/product_uuid"] = firmware + "\n" }
        for name in ["product_serial", "board_serial", "chassis_asset_tag", "bios_version"] {
            files["/sys/class/dmi/id/\(name)"] = lots.draw("host: \(name)") { $0.hexadecimal(10) } + "\n"
        }
        files["/proc/meminfo"] = "MemTotal: \(lots.number("host: memory", 1_000_000...999_000_000)) kB\n"
        let device = lots.word("host: device")
        files["/proc/mounts"] = "/dev/\(device) /srv/\(lots.word("host: mount")) ext4 rw 0 0\n"
        files["/sys/block/\(device)/size"] = "\(lots.number("host: disk", 1...999_999_999))\n"
    }

    /// What makes a machine virtual is the same kind of thing in many places.
    private mutating func addKernel(isVirtual: Bool, _ lots: inout Lots) {
        var product = "\(lots.word("host: product")) r\(lots.number("host: model", 1...999))"
        var vendor = lots.word("host: vendor")
        var flags = "fpu sse2"
        var release = "6.\(lots.number("host: kernel", 1...40)).0-\(lots.word("host: kernel build"))"
        var disk = "nvme-\(lots.word("host: disk maker"))_\(lots.draw("host: disk serial") { $0.hexadecimal(12) })"
        let marks = ["product", "vendor", "flags", "kernel", "disk"]
        switch isVirtual ? lots.choice("host: virtual by", of: marks) : "" {
        case "product": product = lots.choice("host: product", of: ["VMware7,1", "VirtualBox", "KVM", "HVM domU"])
        case "vendor": vendor = lots.choice("host: vendor", of: ["QEMU", "Xen", "VMware, Inc."])
        case "flags": flags += " hypervisor"
        case "kernel": release += "-microsoft-standard-WSL2"
        case "disk": disk = "ata-QEMU_HARDDISK_\(lots.draw("host: disk serial") { $0.hexadecimal(12) })"
        default: break
        }
        files["/sys/class/dmi/id/product_name"] = product + "\n"
        files["/sys/class/dmi/id/sys_vendor"] = vendor + "\n"
        let processor = "processor : 0\nmodel name : \(lots.word("host: processor")) CPU\nflags : \(flags)\n\n"
        files["/proc/cpuinfo"] = String(repeating: processor, count: lots.number("host: processors", 1...16))
        files["/proc/sys/kernel/osrelease"] = release + "\n"
        files["/proc/version"] =
            "Linux version \(release) (\(lots.word("host: builder"))@\(lots.word("host: build host")))\n"
        files["/dev/disk/by-id/\(disk)"] = ""
    }

    /// Two interfaces, of which one has the default route or at least leads somewhere.
    private mutating func addInterfaces(_ lots: inout Lots) {
        let name = lots.draw("host: interface") { "e\($0.word())".prefix(12).description }
        let hardware = lots.draw("host: MAC") { random in
            let first = String(random.number(in: 1...62) * 4, radix: 16)
            return ([first.count == 1 ? "0\(first)" : first] + (0..<5).map { _ in random.hexadecimal(2) })
                .joined(separator: ":")
        }
        files["/sys/class/net/\(name)/address"] = hardware + "\n"
        files["/sys/class/net/\(name)/flags"] = "0x1003\n"
        files["/sys/class/net/\(name)/device/vendor"] = "0x\(lots.draw("host: adapter") { $0.hexadecimal(4) })\n"
        files["/sys/class/net/lo/flags"] = "0x9\n"
        addresses[name] = [lots.draw("host: IPv4") { $0.address() }]
        let other = lots.draw("host: bridge") { "b\($0.word())".prefix(12).description }
        files["/sys/class/net/\(other)/address"] =
            "52:54:\(lots.draw("host: bridge MAC") { $0.hexadecimal(2) }):11:22:33\n"
        files["/sys/class/net/\(other)/flags"] = "0x1002\n"
        addresses[other] = [lots.draw("host: bridge IPv4") { $0.address() }]
        let gateway = lots.draw("host: gateway") { $0.hexadecimal(8) }
        let metric = lots.number("host: metric", 1...1000)
        switch lots.choice("host: route", of: ["IPv4", "IPv6", "none"]) {
        case "IPv4":
            files["/proc/net/route"] = """
                Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT
                \(other) 0011AC00 00000000 0001 0 0 0 0000FFFF 0 0 0
                \(name) 00000000 \(gateway.uppercased()) 0003 0 0 \(metric) 00000000 0 0 0

                """
        case "IPv6":
            let zero = String(repeating: "0", count: 32)
            let metric = String(metric, radix: 16)
            files["/proc/net/ipv6_route"] = "\(zero) 00 \(zero) 00 fe80\(gateway) \(metric) 0 0 00000003 \(name)\n"
        default: break
        }
    }

    private mutating func addContainer(_ lots: inout Lots) {
        let name = lots.draw("host: container") { $0.hexadecimal(64) }
        guard lots.flag("host: in a container") else { return }
        files["/.dockerenv"] = ""
        files["/proc/1/cgroup"] = "0::/docker/\(name)\n"
        files["/run/secrets/kubernetes.io/serviceaccount/namespace"] = lots.word("host: namespace")
    }

    private mutating func addEnvironment(_ lots: inout Lots) {
        let user = lots.word("environment: USER")
        environment["USER"] = user
        environment["HOME"] = "/home/\(user)"
        environment["HOSTNAME"] = lots.word("environment: HOSTNAME")
        environment["PATH"] = "/opt/\(lots.word("environment: PATH"))/bin:/usr/bin"
        environment["LANG"] = lots.choice("environment: LANG", of: ["sv_SE.UTF-8", "de_DE.UTF-8", "C", "ja_JP.UTF-8"])
        environment["TZ"] = lots.choice("environment: TZ", of: ["Europe/Stockholm", "Asia/Tokyo", "UTC"])
        environment["HTTPS_PROXY"] =
            "http://\(lots.word("environment: proxy user")):\(lots.word("environment: proxy password"))@"
            + "\(lots.draw("environment: proxy") { $0.host() }):3128"
        environment["NO_PROXY"] = lots.draw("environment: NO_PROXY") { $0.host() }
        environment["API_TOKEN"] = lots.draw("environment: API_TOKEN") { $0.hexadecimal(40) }
        environment["DO_NOT_TRACK"] = lots.choice("environment: DO_NOT_TRACK", of: ["", "0", "false"])
    }
}
