// SPDX-License-Identifier: MIT

import Testing

@testable import TelemetryClient

struct VirtualMachineTests {
    private static func isSeen(product: String? = nil, vendor: String? = nil, flags: String? = nil) -> Bool {
        var files: [String: String] = [:]
        files["/sys/class/dmi/id/product_name"] = product.map { $0 + "\n" }
        files["/sys/class/dmi/id/sys_vendor"] = vendor.map { $0 + "\n" }
        files["/proc/cpuinfo"] = flags.map { "processor\t: 0\nflags\t\t: \($0)\nbugs\t\t:\n" }
        return VirtualMachine.isSeen(in: HostFiles(files))
    }

    @Test(arguments: [
        "VirtualBox", "KVM", "Virtual Machine", "Bochs", "VMware Virtual Platform", "VMware7,1", "Droplet",
        "vmware20,1",
    ])
    func `is seen by the product name`(_ product: String) {
        #expect(Self.isSeen(product: product))
    }

    @Test(arguments: ["VMware, Inc.", "Xen", "xen"])
    func `is seen by the vendor`(_ vendor: String) {
        #expect(Self.isSeen(vendor: vendor))
    }

    @Test func `is seen by the processor's flag`() {
        #expect(Self.isSeen(product: "Standard PC (Q35 + ICH9, 2009)", vendor: "QEMU", flags: "fpu vme hypervisor sse"))
        #expect(Self.isSeen(flags: "hypervisor"))
    }

    @Test func `is not seen on hardware, or where nothing can be read`() {
        #expect(!Self.isSeen(product: "ProLiant DL380 Gen10", vendor: "HPE", flags: "fpu vme sse"))
        #expect(!Self.isSeen(product: "My KVM switch", vendor: "Xenon Ltd", flags: "fpu hypervisors nohypervisor"))
        #expect(!Self.isSeen())
    }
}
