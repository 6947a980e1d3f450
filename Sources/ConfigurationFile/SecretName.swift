// SPDX-License-Identifier: MIT

/// Tells by their names which keys hold secrets.
package enum SecretName {
    private static let parts = [
        "password", "passwd", "pwd", "secret", "token", "apikey", "accesskey", "passphrase",
    ].map { Array($0.utf8) }

    /// True if the name has one of the telling words in it, in whatever case, with or without hyphens.
    package static func matches(_ name: String) -> Bool {
        // Every key that is read comes by here, so nothing is compared unless the first letter fits.
        let letters = Array(name.lowercased().utf8).filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") }
        for (start, letter) in letters.enumerated() {
            for part in parts where part[0] == letter && letters[start...].starts(with: part) { return true }
        }
        return false
    }

    /// True if the name says that its value leads somewhere, so that before an `@` in it there is a user.
    package static func isAddress(_ name: String) -> Bool {
        let name = name.lowercased()
        return name.contains("url") || name.contains("host")
    }
}
