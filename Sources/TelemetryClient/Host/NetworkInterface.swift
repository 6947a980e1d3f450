// SPDX-License-Identifier: MIT

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The interface that carries the default route, read from files and system calls.
struct NetworkInterface: Sendable, Equatable {
    var name: String
    var hardwareAddress: String?
    var ipv4: String?

    /// The interface of the default route with the lowest metric; `nil` on a host without one.
    static func ofDefaultRoute(files: HostFiles) -> NetworkInterface? {
        guard let name = defaultRoute(in: files.text("/proc/net/route") ?? "") else { return nil }
        return NetworkInterface(
            name: name, hardwareAddress: files.text("/sys/class/net/\(name)/address")?.trimmed, ipv4: ipv4(of: name))
    }

    /// The name in the first column of the best route whose destination and mask are zero.
    static func defaultRoute(in table: String) -> String? {
        var best: (name: String, metric: Int)?
        for line in table.split(separator: "\n").dropFirst() {
            let columns = line.split { $0 == "\t" || $0 == " " }
            guard columns.count >= 8, columns[1] == "00000000", columns[7] == "00000000", let metric = Int(columns[6])
            else { continue }
            if best.map({ metric < $0.metric }) ?? true { best = (String(columns[0]), metric) }
        }
        return best?.name
    }

    /// The interface's first address, link-local ones only if there is no other.
    private static func ipv4(of name: String) -> String? {
        var list: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&list) == 0 else { return nil }
        defer { freeifaddrs(list) }
        var linkLocal: String?
        var entry = list
        while let current = entry {
            defer { entry = current.pointee.ifa_next }
            guard let address = current.pointee.ifa_addr, Int32(address.pointee.sa_family) == AF_INET,
                String(cString: current.pointee.ifa_name) == name
            else { continue }
            let bytes = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                UInt32(bigEndian: $0.pointee.sin_addr.s_addr)
            }
            let text = "\(bytes >> 24).\(bytes >> 16 & 255).\(bytes >> 8 & 255).\(bytes & 255)"
            if bytes >> 16 != 0xA9FE { return text }
            linkLocal = linkLocal ?? text
        }
        return linkLocal
    }
}
