// SPDX-License-Identifier: MIT

/// Tells whether the host is a virtual machine, from the names in its firmware, its disks, its kernel and the
/// processor's hypervisor flag. A container alone is none.
enum VirtualMachine {
    static func isSeen(in files: HostFiles) -> Bool {
        isNamed(product: dmi("product_name", files), vendor: dmi("sys_vendor", files)) || hasHypervisorFlag(files)
            || isWindowsSubsystem(files) || hasEmulatedDisk(files) || isInDeviceTree(files)
    }

    private static let products = [
        "ahv", "alibaba cloud ecs", "bhyve", "bochs", "google compute engine", "hvm domu", "kvm", "openstack compute",
        "openstack nova", "virtual machine", "virtualbox", "vserver",
    ]
    private static let startsOfProducts = ["apple virtualization", "droplet", "parallels", "rhev hypervisor", "vmware"]
    private static let startsOfVendors = ["kubevirt", "parallels", "qemu", "vmware"]

    private static func isNamed(product: String, vendor: String) -> Bool {
        if products.contains(product) || startsOfProducts.contains(where: product.hasPrefix) { return true }
        if vendor == "xen" || startsOfVendors.contains(where: vendor.hasPrefix) { return true }
        // The same provider rents out whole machines, and says so.
        return vendor == "amazon ec2" && !product.contains(".metal")
    }

    /// A name from the firmware in lower case. What a maker forgot to fill in counts as empty.
    private static func dmi(_ name: String, _ files: HostFiles) -> String {
        let text = (files.text("/sys/class/dmi/id/\(name)") ?? files.text("/sys/devices/virtual/dmi/id/\(name)") ?? "")
            .trimmed.lowercased()
        let isPlaceholder = text.contains("o.e.m.") || text.contains("default string") || text == "default"
        return isPlaceholder ? "" : text
    }

    private static func hasHypervisorFlag(_ files: HostFiles) -> Bool {
        // All processors have the same flags, and there may be hundreds of them.
        let lines = (files.text("/proc/cpuinfo") ?? "").utf8.split { $0 == UInt8(ascii: "\n") }
        guard let line = lines.first(where: { $0.starts(with: "flags".utf8) }) else { return false }
        return line.split { " \t\r".utf8.contains($0) }.contains { $0.elementsEqual("hypervisor".utf8) }
    }

    private static func isWindowsSubsystem(_ files: HostFiles) -> Bool {
        let release = (files.text("/proc/sys/kernel/osrelease") ?? "").trimmed.lowercased()
        return release.contains("microsoft") || release.hasSuffix("wsl2")
    }

    private static func hasEmulatedDisk(_ files: HostFiles) -> Bool {
        files.names(in: "/dev/disk/by-id").contains { name in
            ["_QEMU_", "-QEMU_", "QEMU ", "_VBOX_", "-VBOX_"].contains { name.contains($0) }
        }
    }

    /// Boards without such firmware describe themselves in a tree of files.
    private static func isInDeviceTree(_ files: HostFiles) -> Bool {
        let root = "/sys/firmware/devicetree/base"
        return files.exists("\(root)/hypervisor/compatible")
            || (files.text("\(root)/compatible") ?? "").contains("dummy-virt")
    }
}
