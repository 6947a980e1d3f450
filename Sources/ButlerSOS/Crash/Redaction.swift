// SPDX-License-Identifier: MIT

import ConfigurationFile

/// Takes out of a text what nobody should read in a file that is sent to somebody for help.
struct Redaction {
    static let mark = "[REDACTED]"
    /// What is kept of a text: patterns are looked for in it, and nobody reads more.
    private static let longest = 16_384

    /// Texts that are secret wherever they stand, each longer than a word that may be anywhere.
    private let secrets: [String]

    init(secrets: [String] = []) {
        self.secrets = Set(secrets).filter { $0.utf8.count >= 6 }.sorted { $0.utf8.count > $1.utf8.count }
    }

    func redact(_ text: String) -> String {
        var text = text
        // Before the cut, which could leave half of one.
        for secret in secrets { text = text.replacing(secret, with: Self.mark) }
        if text.count > Self.longest { text = "\(text.prefix(Self.longest))…" }
        text = text.replacing(/([A-Za-z][A-Za-z0-9+.\-]{0,20}):\/\/[^@\s]*@/) { "\($0.1)://\(Self.mark)@" }
        text = text.replacing(/\b(Bearer|Basic|Token)\s+[A-Za-z0-9+\/=._\-]{8,}/.ignoresCase()) {
            "\($0.1) \(Self.mark)"
        }
        text = text.replacing(Self.pair) { "\($0.1)=\(Self.mark)" }
        return text.replacing(Self.quotedPair) { "\"\($0.1)\": \"\(Self.mark)\"" }
    }

    // Patterns are not marked as sendable by the library; these are never changed.
    /// `password=x`, `clientCertPassphrase: x`
    nonisolated(unsafe) private static let pair =
        /\b([A-Za-z0-9_.\-]{0,64}(?:password|passwd|pwd|secret|credential|token|api[_\-]?key|access[_\-]?key|passphrase)[A-Za-z0-9_\-]{0,64}|auth)\s*[=:]\s*[^\s&,;"'\[\]{}()]+/
        .ignoresCase()

    /// `"password": "x"`
    nonisolated(unsafe) private static let quotedPair =
        /"([A-Za-z0-9_.\-]{0,64}(?:password|passwd|pwd|secret|credential|token|api[_\-]?key|access[_\-]?key|passphrase)[A-Za-z0-9_\-]{0,64}|auth)"\s*:\s*"[^"]*"/
        .ignoresCase()
}
