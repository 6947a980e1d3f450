// SPDX-License-Identifier: MIT

import Testing

@testable import TelemetryClient

struct VirtualMachineTests {
    private static let folder = "/sys/class/dmi/id"

    private static func isSeen(
        product: String? = nil, vendor: String? = nil, flags: String? = nil, folder: String = folder,
        files: [String: String] = [:]
    ) -> Bool {
        var files = files
        files["\(folder)/product_name"] = product.map { $0 + "\n" }
        files["\(folder)/sys_vendor"] = vendor.map { $0 + "\n" }
        files["/proc/cpuinfo"] = flags.map { "processor\t: 0\nflags\t\t: \($0)\nbugs\t\t:\n\nprocessor\t: 1\n" }
        return VirtualMachine.isSeen(in: HostFiles(files))
    }

    @Test(arguments: [
        ("VMware, Inc.", "VMware Virtual Platform"), ("VMware, Inc.", "VMware7,1"), ("VMware, Inc.", "VMware20,1"),
        ("Microsoft Corporation", "Virtual Machine"), ("QEMU", "Standard PC (Q35 + ICH9, 2009)"),
        ("QEMU", "QEMU Virtual Machine"), ("Red Hat", "KVM"), ("Red Hat", "RHEV Hypervisor"), ("oVirt", "KVM"),
        ("Xen", "HVM domU"), ("innotek GmbH", "VirtualBox"), ("Bochs", "Bochs"), ("Nutanix", "AHV"),
        ("Parallels Software International Inc.", "Parallels Virtual Platform"),
        ("Parallels International GmbH.", "Parallels ARM Virtual Machine"), ("BHYVE", "BHYVE"),
        ("Apple Inc.", "Apple Virtualization Generic Platform"), ("KubeVirt", "None"),
        ("Amazon EC2", "m7g.large"), ("Amazon EC2", "t3.micro"), ("Google", "Google Compute Engine"),
        ("DigitalOcean", "Droplet"), ("Hetzner", "vServer"), ("Alibaba Cloud", "Alibaba Cloud ECS"),
        ("OpenStack Foundation", "OpenStack Nova"), ("RDO", "OpenStack Compute"),
    ])
    func `is seen by the names in its firmware`(_ vendor: String, _ product: String) {
        #expect(Self.isSeen(product: product, vendor: vendor))
        #expect(Self.isSeen(product: product.uppercased(), vendor: vendor.lowercased()))
        #expect(Self.isSeen(product: product, vendor: vendor, folder: "/sys/devices/virtual/dmi/id"))
    }

    @Test(arguments: [
        ("HPE", "ProLiant DL380 Gen10"), ("Dell Inc.", "PowerEdge R740"), ("LENOVO", "ThinkSystem SR650"),
        ("Supermicro", "SYS-1029P-WTR"), ("Cisco Systems Inc", "UCSC-C220-M5SX"), ("FUJITSU", "PRIMERGY RX2540 M5"),
        ("Amazon EC2", "m6g.metal"), ("Amazon EC2", "c7i.metal-24xl"), ("Microsoft Corporation", "Surface Pro 9"),
        ("Oracle Corporation", "ORACLE SERVER X9-2c"), ("Google", "Eve"), ("Apple Inc.", "Macmini8,1"),
        ("Intel(R) Client Systems", "NUC11TNHi5"), ("ASUS", "System Product Name"), ("Nutanix", "NX-3060-G5"),
        ("To Be Filled By O.E.M.", "To Be Filled By O.E.M."), ("Default string", "Default string"),
        ("Default", "default"), ("Xenon Ltd", "My KVM switch"), ("", ""),
    ])
    func `is not seen on hardware`(_ vendor: String, _ product: String) {
        #expect(!Self.isSeen(product: product, vendor: vendor, flags: "fpu vme sse hypervisors nohypervisor"))
    }

    @Test(arguments: ["VMware by O.E.M.", "vmware default string", "KVM O.E.M."])
    func `takes a placeholder for an empty name, whatever else is in it`(_ name: String) {
        #expect(!Self.isSeen(product: name, vendor: name))
    }

    @Test func `is seen by the processor's flag`() {
        #expect(Self.isSeen(product: "PowerEdge R740", vendor: "Dell Inc.", flags: "fpu vme hypervisor sse"))
        #expect(Self.isSeen(flags: "hypervisor"))
        #expect(Self.isSeen(flags: "fpu hypervisor\r"))
        #expect(!Self.isSeen(flags: "fpu vme"))
    }

    @Test(arguments: [
        ("5.15.153.1-microsoft-standard-WSL2", true), ("4.4.0-19041-Microsoft", true), ("6.6.36.3-custom-WSL2", true),
        ("6.8.0-45-generic", false), ("5.14.0-427.13.1.el9_4.x86_64", false), ("6.1.0-wsl2tools", false), ("", false),
    ])
    func `is seen by the kernel of Windows' subsystem`(_ release: String, _ isVirtual: Bool) {
        #expect(Self.isSeen(files: ["/proc/sys/kernel/osrelease": "\(release)\n"]) == isVirtual)
    }

    @Test(arguments: [
        ("ata-QEMU_HARDDISK_QM00001", true), ("scsi-0QEMU_QEMU_HARDDISK_drive-scsi0", true),
        ("ata-VBOX_HARDDISK_VB1b2c3d4e", true), ("ata-QEMU HARDDISK", true), ("scsi-SATA_VBOX_HARDDISK", true),
        ("nvme-Samsung_SSD_970_PRO", false), ("wwn-0x5000c500a1b2c3d4", false), ("ata-QEMUTECH", false),
    ])
    func `is seen by an emulated disk`(_ name: String, _ isVirtual: Bool) {
        #expect(Self.isSeen(files: ["/dev/disk/by-id/\(name)": ""]) == isVirtual)
    }

    @Test func `is seen in the description of a board`() {
        let root = "/sys/firmware/devicetree/base"
        #expect(Self.isSeen(files: ["\(root)/hypervisor/compatible": "xen,xen-4.17\0xen,xen\0"]))
        #expect(Self.isSeen(files: ["\(root)/compatible": "linux,dummy-virt\0"]))
        #expect(!Self.isSeen(files: ["\(root)/compatible": "raspberrypi,4-model-b\0brcm,bcm2711\0"]))
    }

    @Test func `is not seen where nothing can be read, nor in a container alone`() {
        #expect(!Self.isSeen())
        #expect(
            !Self.isSeen(product: "PowerEdge R740", files: ["/.dockerenv": "", "/proc/1/cgroup": "0::/docker/1f2e\n"]))
    }
}
