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
        guard let host = Self.host(of: authority), scheme == "https" || scheme == "http" && Self.isLoopback(host) else {
            throw Invalid()
        }
        base = text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    package struct Invalid: Error, CustomStringConvertible {
        package var description: String {
            "an https:// address (http:// only to 127.0.0.1, ::1 or localhost), without a query or user name"
        }
    }

    package var description: String { base }

    /// The host of `HOST`, `HOST:PORT` or `[IPv6]:PORT`; `nil` for anything else.
    private static func host(of authority: Substring) -> Substring? {
        let host: Substring
        let rest: Substring
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            host = authority[..<end].dropFirst()
            rest = authority[end...].dropFirst()
            guard host.contains(":"), host.allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." }) else { return nil }
        } else {
            host = authority.prefix { $0 != ":" }
            rest = authority.dropFirst(host.count)
        }
        guard !host.isEmpty else { return nil }
        if rest.isEmpty { return host }
        let port = rest.dropFirst()
        guard rest.hasPrefix(":"), isDigits(port), let number = Int(port), (1...65535).contains(number) else {
            return nil
        }
        return host
    }

    /// Only whole literals count: `127.example.com` is a host like any other.
    private static func isLoopback(_ host: Substring) -> Bool {
        if host == "localhost" || host == "::1" { return true }
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy { isDigits($0) && UInt8($0) != nil }
    }

    private static func isDigits(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}
