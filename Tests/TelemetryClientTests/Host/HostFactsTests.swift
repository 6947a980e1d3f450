// SPDX-License-Identifier: MIT

import TelemetryWire
import Testing

@testable import TelemetryClient

struct HostFactsTests {
    private static let files = [
        "/etc/os-release": "NAME=\"Ubuntu\"\nPRETTY_NAME=\"Ubuntu 24.04 LTS\"\nVERSION_CODENAME=noble\n",
        "/proc/net/route":
            "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\n"
            + "imagined7\t00000000\t0100000A\t3\t0\t0\t0\t00000000\n",
        "/sys/class/net/imagined7/address": "00:50:56:AB:CD:EF\n",
        "/etc/hostname": "sense01\n",
        "/proc/sys/kernel/hostname": "sense01\n",
        "/proc/sys/kernel/osrelease": "6.8.0-45-sense01\n",
        "/sys/class/dmi/id/product_uuid": "4C4C4544-0042-3510-8051-B4C04F4A3332\n",
        "/etc/machine-id": "0123456789abcdef0123456789abcdef\n",
        "/sys/class/dmi/id/product_name": "VMware7,1\n",
        "/proc/meminfo": "MemFree:  1 kB\nMemTotal:       16384000 kB\n",
    ]

    @Test func `are read from the files of the host`() {
        let facts = HostFacts.read(HostFiles(Self.files))
        #expect(facts.distro == "Ubuntu" && facts.release == "24.04 LTS" && facts.codename == "noble")
        #expect(facts.virtual && !facts.isContainer)
        #expect(facts.totalMemory == 16_384_000 * 1024)
        #expect(facts.hardwareAddress?.digits == "005056abcdef")
        #expect(facts.ipv4 == nil)
        let addressed = HostFacts.read(HostFiles(Self.files, addresses: ["imagined7": ["10.0.0.21"]]))
        #expect(addressed.ipv4 == "10.0.0.21" && addressed.hardwareAddress == facts.hardwareAddress)
        #expect(facts.systemID == SystemID(.firmware, "4c4c4544004235108051b4c04f4a3332"))
        #expect(facts.logicalCores > 0)
    }

    @Test func `fall back to the other os-release`() {
        var files = Self.files
        files["/usr/lib/os-release"] = "NAME=\"Rocky Linux\"\nVERSION_ID=\"9.4\"\n"
        #expect(HostFacts.read(HostFiles(files)).distro == "Ubuntu")
        files["/etc/os-release"] = nil
        let facts = HostFacts.read(HostFiles(files))
        #expect(facts.distro == "Rocky Linux" && facts.release == "9.4")
    }

    @Test func `tell a container`() {
        var files = Self.files
        files["/.dockerenv"] = ""
        #expect(HostFacts.read(HostFiles(files)).isContainer)
    }

    @Test func `are modest where nothing can be read`() {
        let facts = HostFacts.read(HostFiles([:]))
        #expect(facts.distro == "other" && facts.release == "other" && facts.codename == "")
        #expect(facts.hardwareAddress == nil && facts.ipv4 == nil && facts.systemID == nil)
        #expect(facts.totalMemory == 0 && !facts.virtual)
    }

    @Test(arguments: [
        "", "MemTotal:", "MemTotal: much kB", "MemTotals: 5 kB", "MemTotal: -5 kB", "MemTotal: 9223372036854775807 kB",
        "MemTotal: 99999999999999999999 kB", "\0MemTotal: 5 kB",
    ])
    func `do not guess the memory`(_ text: String) {
        #expect(HostFacts.read(HostFiles(["/proc/meminfo": text])).totalMemory == 0)
    }

    @Test func `do not take a shared address for one of its own`() {
        var files = Self.files
        files["/sys/class/net/imagined7/address"] = "00:00:00:00:00:00\n"
        #expect(HostFacts.read(HostFiles(files)).hardwareAddress == nil)
        files["/sys/class/net/imagined7/address"] = "02:42:ac:11:00:02\n"
        #expect(HostFacts.read(HostFiles(files, addresses: ["imagined7": ["172.17.0.2"]])).hardwareAddress == nil)
        #expect(HostFacts.read(HostFiles(files, addresses: ["imagined7": ["10.0.0.21"]])).hardwareAddress != nil)
    }

    @Test func `can be withheld`() {
        let facts = HostFacts.withheld
        #expect([facts.release, facts.distro, facts.codename] == ["unknown", "unknown", "unknown"])
        #expect(facts.hardwareAddress == nil && facts.ipv4 == nil && facts.systemID == nil)
        #expect(facts.totalMemory == 0 && facts.logicalCores == 1)
    }

    @Test(arguments: [HostFacts.withheld, .read(HostFiles(files)), .read(HostFiles([:])), .read()])
    func `make a report that a collector accepts, without any ingredient of the ID`(_ facts: HostFacts) throws {
        let id = String(repeating: "0b", count: 32)
        let features = Dictionary(uniqueKeysWithValues: TelemetryService.butlerSOS.features.map { ($0.name, true) })
        let report = TelemetryReport(
            service: "butler-sos", serviceVersion: "1.0.0", system: facts.system(id: id), features: features)
        let body = report.encoded(at: HourTimestamp(secondsSinceEpoch: 0))
        #expect(try MessageReader.readV2(body).report == report)
        let text = String(decoding: body, as: UTF8.self).lowercased()
        for canary in ["005056abcdef", "00:50:56", "4c4c4544", "0123456789abcdef", "sense01", "6.8.0"] {
            #expect(!text.contains(canary))
        }
    }
}
