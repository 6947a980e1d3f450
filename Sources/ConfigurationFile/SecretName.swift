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

    /// A text without what a URL may carry that is nobody's business: user name and password, and the query.
    package static func withoutURLSecrets(_ text: String) -> String {
        guard let scheme = text.firstRange(of: "://") else { return text }
        let mask = ConfigurationSetting.mask
        let rest = text[scheme.upperBound...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let host = authority.lastIndex(of: "@").map { "\(mask)\(authority[$0...])" } ?? String(authority)
        let tail = rest[authority.endIndex...]
        let path = tail.prefix { $0 != "?" && $0 != "#" }
        let isQuoted = text.hasSuffix("\"") && tail.count > path.count
        return "\(text[..<scheme.upperBound])\(host)\(path)"
            + (tail.count > path.count ? "?\(mask)\(isQuoted ? "\"" : "")" : "")
    }
}
