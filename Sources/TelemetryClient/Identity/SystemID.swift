// SPDX-License-Identifier: MIT

/// A system's own unique ID, with where it comes from, since only IDs of one kind can be compared.
package struct SystemID: Sendable, Equatable {
    package enum Kind: String, Sendable, Codable {
        /// DMI `product_uuid`, which only root can read.
        case firmware
        /// `/etc/machine-id`.
        case installation
    }

    package var kind: Kind
    /// 32 lower-case hexadecimal digits.
    package var digits: String

    /// Reads an ID; `nil` if it is malformed or one of those that many machines share.
    package init?(_ kind: Kind, _ text: String) {
        guard text.utf8.count <= 100 else { return nil }
        let digits = text.trimmed.lowercased().filter { $0 != "-" }
        guard digits.utf8.count == 32, digits.allSatisfy({ "0123456789abcdef".contains($0) }) else { return nil }
        guard Set(digits).count > Self.fewDigits, !Self.sharedByMany.contains(digits) else { return nil }
        self.kind = kind
        self.digits = digits
    }

    static func read(_ files: HostFiles) -> SystemID? {
        files.text("/sys/class/dmi/id/product_uuid").flatMap { SystemID(.firmware, $0) }
            ?? files.text("/etc/machine-id").flatMap { SystemID(.installation, $0) }
            ?? files.text("/var/lib/dbus/machine-id").flatMap { SystemID(.installation, $0) }
    }

    /// IDs of so few different digits, all zeros for example, are typed by hand.
    private static let fewDigits = 2

    private static let sharedByMany: Set<String> = [
        "03000200040005000006000700080009", "00020003000400050006000700080009",  // A firmware's sample, in both orders.
        "4c4c454400002010802080c04f202020", "4c4c4544002020108020a0c04f202020",  // Dell, without a service tag.
        // Typed by hand.
        "12345678123456781234567812345678", "12345678123412341234123456789abc", "123456781234567890abcddeefaabbcc",
        "11111111222233334444555555555555", "00112233445566778899aabbccddeeff",
        "d41d8cd98f00b204e9800998ecf8427e",  // The MD5 of nothing.
    ]
}
