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
        let digits = text.trimmed.lowercased().filter { $0 != "-" }
        guard digits.utf8.count == 32, digits.allSatisfy({ "0123456789abcdef".contains($0) }) else { return nil }
        guard Set(digits).count > 1, digits != "03000200040005000006000700080009" else { return nil }
        self.kind = kind
        self.digits = digits
    }

    static func read(_ files: HostFiles) -> SystemID? {
        files.text("/sys/class/dmi/id/product_uuid").flatMap { SystemID(.firmware, $0) }
            ?? files.text("/etc/machine-id").flatMap { SystemID(.installation, $0) }
    }
}
