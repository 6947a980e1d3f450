// SPDX-License-Identifier: MIT

/// The address of a collector: HTTPS, or plain HTTP to this machine.
package struct CollectorURL: Sendable, Equatable, CustomStringConvertible {
    /// Scheme, host and port, and a path if the collector lives below one; without a slash at the end.
    package var base: String

    /// Reads an address; the failure says what is expected, for a configuration message.
    package init(_ text: String) throws(Invalid) {
        guard let separator = text.firstRange(of: "://") else { throw Invalid() }
        let scheme = text[..<separator.lowerBound].lowercased()
        let rest = text[separator.upperBound...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard !authority.isEmpty, rest.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
            !rest.contains(where: { "?#@".contains($0) })
        else { throw Invalid() }
        let host =
            authority.hasPrefix("[") ? authority.prefix { $0 != "]" }.dropFirst() : authority.prefix { $0 != ":" }
        guard !host.isEmpty, scheme == "https" || scheme == "http" && Self.isLoopback(host) else { throw Invalid() }
        base = text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    package struct Invalid: Error, CustomStringConvertible {
        package var description: String {
            "an https:// address (http:// only to 127.0.0.1, ::1 or localhost), without a query or user name"
        }
    }

    package var description: String { base }

    /// Only whole literals count: `127.example.com` is a host like any other.
    private static func isLoopback(_ host: Substring) -> Bool {
        if host == "localhost" || host == "::1" { return true }
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy { UInt8($0) != nil }
    }
}
