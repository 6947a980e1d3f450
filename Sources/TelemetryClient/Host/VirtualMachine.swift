// SPDX-License-Identifier: MIT

/// Tells whether the host is a virtual machine, from its DMI names and the processor's hypervisor flag.
enum VirtualMachine {
    static func isSeen(in files: HostFiles) -> Bool {
        let product = (files.text("/sys/class/dmi/id/product_name") ?? "").trimmed.lowercased()
        let vendor = (files.text("/sys/class/dmi/id/sys_vendor") ?? "").trimmed.lowercased()
        if ["virtualbox", "kvm", "virtual machine", "bochs"].contains(product) || vendor == "xen" { return true }
        if ["vmware", "droplet"].contains(where: product.hasPrefix) || vendor.hasPrefix("vmware") { return true }
        for line in (files.text("/proc/cpuinfo") ?? "").split(separator: "\n") where line.hasPrefix("flags") {
            return line.split { $0 == " " || $0 == "\t" }.contains("hypervisor")
        }
        return false
    }
}
