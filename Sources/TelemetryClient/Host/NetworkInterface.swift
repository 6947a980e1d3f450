// SPDX-License-Identifier: MIT

/// The interface that a host is known by: its hardware address and its IPv4 address are ingredients of the ID.
struct NetworkInterface: Sendable, Equatable {
    var name: String
    var hardwareAddress: String?
    var ipv4: String?

    /// The interface of the default route; on a host without one the first of its own interfaces. `nil` if it has none.
    static func ofHost(_ files: HostFiles) -> NetworkInterface? {
        let name =
            RouteTable.defaultInterface(ipv4: files.text("/proc/net/route") ?? "")
            ?? RouteTable.defaultInterface(ipv6: files.text("/proc/net/ipv6_route") ?? "")
            ?? firstExternal(files)
        return name.map { name in
            NetworkInterface(
                name: name, hardwareAddress: files.text("/sys/class/net/\(name)/address")?.trimmed,
                ipv4: preferred(files.ipv4Addresses(of: name)))
        }
    }

    /// The first address; link-local ones only if there is no other.
    static func preferred(_ addresses: [String]) -> String? {
        addresses.first { !$0.hasPrefix("169.254.") } ?? addresses.first
    }

    /// The first interface that is no loopback: switched on before off, real hardware before bridges and tunnels, then in
    /// the kernel's order. So it stays the same when containers come and go.
    private static func firstExternal(_ files: HostFiles) -> String? {
        let folder = "/sys/class/net"
        let candidates = files.names(in: folder).filter(RouteTable.isInterfaceName).compactMap { name in
            Candidate(name: name, folder: "\(folder)/\(name)", files)
        }
        return candidates.min { $0.rank.lexicographicallyPrecedes($1.rank) }?.name
    }

    private struct Candidate {
        var name: String
        /// Less is better.
        var rank: [Int]

        /// `nil` for what is no interface or leads nowhere.
        init?(name: String, folder: String, _ files: HostFiles) {
            guard let text = files.text("\(folder)/flags")?.trimmed, text.hasPrefix("0x"),
                let flags = UInt32(text.dropFirst(2), radix: 16), flags & 0x0008 == 0
            else { return nil }
            let index = files.text("\(folder)/ifindex").flatMap { Int($0.trimmed) } ?? .max
            self.name = name
            rank = [flags & 0x0001 != 0 ? 0 : 1, files.exists("\(folder)/device") ? 0 : 1, index]
        }
    }
}
