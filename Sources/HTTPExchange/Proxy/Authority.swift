// SPDX-License-Identifier: MIT

/// Host and port of an address: `HOST`, `HOST:PORT`, `[IPv6]` or `[IPv6]:PORT`.
package struct Authority: Sendable, Equatable {
    package var host: Substring
    package var port: Int?

    package init?(_ text: Substring) {
        let rest: Substring
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            host = text[..<end].dropFirst()
            rest = text[end...].dropFirst()
            guard host.contains(":"), host.allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." }) else { return nil }
        } else {
            host = text.prefix { $0 != ":" }
            rest = text.dropFirst(host.count)
        }
        guard !host.isEmpty, host.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") }) else {
            return nil
        }
        guard !rest.isEmpty else { return }
        let digits = rest.dropFirst()
        guard rest.hasPrefix(":"), Self.isDigits(digits), let number = Int(digits), (1...65535).contains(number) else {
            return nil
        }
        port = number
    }

    /// That of an address with a scheme.
    package init?(url: String) {
        guard let separator = url.firstRange(of: "://") else { return nil }
        let place = url[separator.upperBound...].prefix { !"/?#".contains($0) }
        self.init(place.lastIndex(of: "@").map { place[place.index(after: $0)...] } ?? place)
    }

    /// Only whole literals count: `127.example.com` is a host like any other.
    package var isLoopback: Bool {
        if host.lowercased() == "localhost" || host == "::1" { return true }
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count == 4 && numbers[0] == "127"
            && numbers.allSatisfy { Self.isDigits($0) && UInt8($0) != nil }
    }

    static func isDigits(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}
