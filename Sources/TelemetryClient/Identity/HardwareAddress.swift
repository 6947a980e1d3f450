// SPDX-License-Identifier: MIT

/// The MAC address of a network interface, in the one spelling that the fingerprint uses: 12 lower-case digits.
package struct HardwareAddress: Sendable, Equatable {
    package var digits: String

    /// Reads `00:50:56:ab:cd:ef` and its other spellings; `nil` for anything else and for addresses that many hosts share.
    ///
    /// - Parameter ipv4: the interface's address, since old container bridges derive the one from the other.
    package init?(_ text: String, ipv4: String?) {
        let digits = text.lowercased().filter { !":-.".contains($0) }
        guard digits.utf8.count == 12, digits.allSatisfy({ "0123456789abcdef".contains($0) }) else { return nil }
        guard !Self.isShared(digits, ipv4: ipv4) else { return nil }
        self.digits = digits
    }

    private static func isShared(_ digits: String, ipv4: String?) -> Bool {
        if digits == "000000000000" || digits == "ffffffffffff" || digits == "acde48001122" { return true }
        if digits.hasPrefix("005056c0000") { return true }
        if let ipv4 {
            let hex = ipv4.split(separator: ".").compactMap { UInt8($0) }.map {
                ($0 < 16 ? "0" : "") + String($0, radix: 16)
            }.joined()
            if digits == "0242" + hex { return true }
        }
        return false
    }
}
