// SPDX-License-Identifier: MIT

/// Tells what is spelled like a host or a host with a port.
enum HostSpelling {
    /// A name or an IPv4 address, or an IPv6 address with or without brackets.
    static func isHost(_ text: String) -> Bool {
        if text.hasPrefix("[") { return text.hasSuffix("]") && isAuthority(text) }
        // One colon is a port, which has its own key.
        if text.contains(":") {
            return text.utf8.count { $0 == UInt8(ascii: ":") } >= 2
                && text.allSatisfy { $0 == ":" || $0 == "." || $0.isASCII && $0.isHexDigit }
        }
        return isAuthority(text)
    }

    /// `HOST`, `HOST:PORT` or `[IPv6]:PORT`.
    static func isAuthority(_ text: String) -> Bool {
        let isBracketed = text.hasPrefix("[")
        let host = isBracketed ? text.dropFirst().prefix { $0 != "]" } : text.prefix { $0 != ":" }
        guard !host.isEmpty, host.utf8.allSatisfy({ isNameCharacter($0) || isBracketed && $0 == UInt8(ascii: ":") })
        else { return false }
        guard !isBracketed || text.contains("]") else { return false }
        let rest = isBracketed ? text.drop { $0 != "]" }.dropFirst() : text.dropFirst(host.count)
        guard !rest.isEmpty else { return true }
        let port = rest.dropFirst()
        return rest.hasPrefix(":") && port.allSatisfy { ("0"..."9").contains($0) }
            && Int(port).map { (1...65535).contains($0) } ?? false
    }

    private static func isNameCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
