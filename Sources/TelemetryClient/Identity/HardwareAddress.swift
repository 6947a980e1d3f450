// SPDX-License-Identifier: MIT

/// The MAC address of a network interface, in the one spelling that the fingerprint uses: 12 lower-case digits.
package struct HardwareAddress: Sendable, Equatable {
    package var digits: String

    /// Reads `00:50:56:ab:cd:ef` and its other spellings; `nil` for anything else and for addresses that many hosts share.
    ///
    /// - Parameter ipv4: the interface's address, since container bridges derive the one from the other.
    package init?(_ text: String, ipv4: String?) {
        guard text.utf8.count <= 40 else { return nil }
        let digits = text.lowercased().filter { !":-.".contains($0) }
        guard digits.utf8.count == 12, digits.allSatisfy({ "0123456789abcdef".contains($0) }) else { return nil }
        guard !Self.isShared(digits, ipv4: ipv4) else { return nil }
        self.digits = digits
    }

    private static func isShared(_ digits: String, ipv4: String?) -> Bool {
        if isDummy(digits) || sharedByMany.contains(digits) || startsOfShared.contains(where: digits.hasPrefix) {
            return true
        }
        // Docker before version 28, and the bridges of Kubernetes: the last four bytes are the IPv4 address.
        guard let bytes = ipv4?.split(separator: ".").map({ UInt8($0) }), bytes.count == 4 else { return false }
        let hex = bytes.map { byte in byte.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) } ?? "" }.joined()
        return digits == "0242" + hex || digits == "0a58" + hex
    }

    /// Six equal bytes, such as all zeros, or a group of receivers instead of an interface.
    private static func isDummy(_ digits: String) -> Bool {
        let first = digits.prefix(2)
        let isGroup = UInt8(first, radix: 16).map { $0 & 1 == 1 } ?? true
        return isGroup || digits == String(repeating: String(first), count: 6)
    }

    private static let sharedByMany: Set<String> = [
        "acde48001122",  // The security chip in Apple's computers.
        "feffffffffff",  // The host's end of a Xen guest's line.
        "02004c4f4f50",  // Microsoft's loopback adapter.
        // From documentation.
        "000102030405", "001122334455", "123456789abc", "aabbccddeeff", "deadbeef0000", "deadbeefcafe",
    ]

    private static let startsOfShared = [
        "005056c0000",  // VMware's adapters on a desktop.
        "0a00270000",  // VirtualBox's host-only adapters.
        "001c420000",  // Parallels' adapters on a desktop.
        "52540012345",  // QEMU's guests, unless they are told another one.
        "0250000000",  // The machine inside Docker's desktop.
        "0200000000", "0000000000",  // Numbered by hand.
    ]
}
