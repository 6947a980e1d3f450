// SPDX-License-Identifier: MIT

#if canImport(Darwin)
import Darwin

/// What macOS says about its host, by system calls.
///
/// Written from Apple's headers and not verified: this project is built and tested on Linux.
enum MacHost {
    static var system: OperatingSystem {
        let release = text("kern.osproductversion").flatMap { ReducedVersion(startOf: $0)?.text }
        let major = release.map { String($0.prefix { $0 != "." }) } ?? ""
        return OperatingSystem(
            distro: PublishedSystems.macOS.name, release: release ?? PublishedSystems.other,
            codename: PublishedSystems.macOSNames[major] ?? PublishedSystems.macOS.name)
    }

    static var isVirtual: Bool { number("kern.hv_vmm_present") == 1 }

    /// In bytes; 0 if unknown.
    static var memory: Int { number("hw.memsize") ?? 0 }

    /// The interface of the default route, else the one that is built in.
    static var interface: NetworkInterface {
        let name = defaultInterface ?? "en0"
        return NetworkInterface(
            name: name, hardwareAddress: hardwareAddress(of: name),
            ipv4: NetworkInterface.preferred(SystemFiles.ipv4Addresses(of: name)))
    }

    static var systemID: SystemID? {
        var bytes = [UInt8](repeating: 0, count: 16)
        var wait = timespec(tv_sec: 1, tv_nsec: 0)
        guard gethostuuid(&bytes, &wait) == 0 else { return nil }
        return SystemID(.firmware, bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
    }

    private static func text(_ name: String) -> String? {
        var bytes = [UInt8](repeating: 0, count: 256)
        var count = bytes.count
        guard sysctlbyname(name, &bytes, &count, nil, 0) == 0 else { return nil }
        return String(decoding: bytes.prefix(count).prefix { $0 != 0 }, as: UTF8.self)
    }

    /// Numbers have four or eight bytes, the lowest first.
    private static func number(_ name: String) -> Int? {
        var bytes = [UInt8](repeating: 0, count: 8)
        var count = bytes.count
        guard sysctlbyname(name, &bytes, &count, nil, 0) == 0, count <= 8 else { return nil }
        return Int(exactly: bytes.prefix(count).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }

    private static var defaultInterface: String? {
        var query = [CTL_NET, PF_ROUTE, 0, AF_INET, NET_RT_FLAGS, RTF_GATEWAY]
        var count = 0
        guard sysctl(&query, 6, nil, &count, nil, 0) == 0, (1...(1 << 20)).contains(count) else { return nil }
        var bytes = [UInt8](repeating: 0, count: count)
        guard sysctl(&query, 6, &bytes, &count, nil, 0) == 0 else { return nil }
        let headerSize = MemoryLayout<rt_msghdr>.size
        var start = 0
        // Behind each header comes the destination; its address is zero for the default route.
        while start + headerSize + 8 <= min(count, bytes.count) {
            let header = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: start, as: rt_msghdr.self) }
            let destination = bytes[(start + headerSize + 4)..<(start + headerSize + 8)]
            if header.rtm_flags & RTF_UP != 0, header.rtm_addrs & RTA_DST != 0, destination.allSatisfy({ $0 == 0 }) {
                return interfaceName(UInt32(header.rtm_index))
            }
            guard header.rtm_msglen > 0 else { return nil }
            start += Int(header.rtm_msglen)
        }
        return nil
    }

    private static func interfaceName(_ index: UInt32) -> String? {
        var name = [CChar](repeating: 0, count: Int(IF_NAMESIZE))
        guard if_indextoname(index, &name) != nil else { return nil }
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func hardwareAddress(of interface: String) -> String? {
        var list: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&list) == 0 else { return nil }
        defer { freeifaddrs(list) }
        var entry = list
        while let current = entry {
            defer { entry = current.pointee.ifa_next }
            guard let address = current.pointee.ifa_addr, Int32(address.pointee.sa_family) == AF_LINK,
                String(cString: current.pointee.ifa_name) == interface
            else { continue }
            let link = address.withMemoryRebound(to: sockaddr_dl.self, capacity: 1) { $0.pointee }
            // The address stands behind the name, 8 bytes after the start.
            let start = 8 + Int(link.sdl_nlen)
            guard link.sdl_alen == 6, start + 6 <= Int(link.sdl_len) else { return nil }
            return (start..<start + 6).map { offset in
                let byte = UnsafeRawPointer(address).load(fromByteOffset: offset, as: UInt8.self)
                return (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }.joined(separator: ":")
        }
        return nil
    }
}
#endif
