// SPDX-License-Identifier: MIT

/// Finds the default route in the kernel's tables.
enum RouteTable {
    private static let isUp: UInt32 = 0x0001
    /// An entry that says "not this way".
    private static let isRejecting: UInt32 = 0x0200

    /// The interface of the default route with the lowest metric in the text of `/proc/net/route`.
    static func defaultInterface(ipv4 table: String) -> String? {
        // Interface, destination, gateway, flags, references, uses, metric, mask.
        best(
            in: rows(table).dropFirst().compactMap { columns in
                guard columns.count >= 8, columns[1] == "00000000", columns[7] == "00000000" else { return nil }
                return Candidate(name: columns[0], metric: UInt32(columns[6]), flags: UInt32(columns[3], radix: 16))
            })
    }

    /// The same in the text of `/proc/net/ipv6_route`, for hosts without IPv4.
    static func defaultInterface(ipv6 table: String) -> String? {
        // Destination and its length, source and its length, next hop, metric, references, uses, flags, interface.
        best(
            in: rows(table).compactMap { columns in
                guard columns.count >= 10, columns[0].utf8.count == 32, columns[0].utf8.allSatisfy({ $0 == 0x30 }),
                    columns[1] == "00"
                else { return nil }
                return Candidate(
                    name: columns[9], metric: UInt32(columns[5], radix: 16), flags: UInt32(columns[8], radix: 16))
            })
    }

    /// Whether a name is one that the kernel gives to interfaces, and so safe as a part of a path.
    static func isInterfaceName(_ name: some StringProtocol) -> Bool {
        (1...15).contains(name.utf8.count) && name != "." && name != ".."
            && name.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "/") }
    }

    private struct Candidate {
        var name: Substring
        var metric: UInt32?
        var flags: UInt32?
    }

    private static func rows(_ table: String) -> [[Substring]] {
        table.utf8.split { $0 == 0x0A || $0 == 0x0D }.map { row in
            row.split { $0 == 0x09 || $0 == 0x20 }.map { Substring($0) }
        }
    }

    private static func best(in candidates: [Candidate]) -> String? {
        var best: (name: Substring, metric: UInt32)?
        for candidate in candidates {
            guard let metric = candidate.metric, let flags = candidate.flags, flags & isUp != 0,
                flags & isRejecting == 0, candidate.name != "lo", isInterfaceName(candidate.name)
            else { continue }
            if best.map({ metric < $0.metric }) ?? true { best = (candidate.name, metric) }
        }
        return best.map { String($0.name) }
    }
}
