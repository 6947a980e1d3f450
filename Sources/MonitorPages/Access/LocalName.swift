// SPDX-License-Identifier: MIT

import HTTPListener
import HTTPTypes

/// Tells the requests that are meant for a page on this host from those that a web page elsewhere has a browser send here,
/// under a name of its own that it lets point to this host.
struct LocalName: Sendable {
    /// What proxies add, in small letters: whoever comes through one is not on this host.
    private static let traces: Set<String> = [
        "forwarded", "via", "x-real-ip", "cf-connecting-ip", "true-client-ip", "x-client-ip", "x-cluster-client-ip",
        "tailscale-user-login",
    ]
    private static let tracePrefix = "x-forwarded-"

    /// The configured address, in small letters.
    private let host: String

    init(_ address: ListenAddress) { host = address.host.lowercased() }

    /// True if a request calls this host by a name that only this host has.
    func isMeant(by request: HTTPRequest) -> Bool {
        // The first of several Host fields is the authority; the others are left among the fields.
        guard let authority = request.authority,
            !request.headerFields.contains(where: { $0.name.canonicalName == "host" }),
            let name = Self.host(of: authority.lowercased())
        else { return false }
        return name == host || ListenAddress(host: String(name), port: 0, setting: "").isLoopback
    }

    /// True if a proxy said so. One that adds nothing is not noticed.
    static func cameThroughProxy(_ request: HTTPRequest) -> Bool {
        request.headerFields.contains { field in
            let name = field.name.canonicalName
            return name.hasPrefix(tracePrefix) || traces.contains(name)
        }
    }

    /// The host in `name`, `name:80`, `[::1]` or `[::1]:80`; `nil` if it is something else.
    private static func host(of authority: String) -> Substring? {
        let name: Substring
        let rest: Substring
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            name = authority[..<end].dropFirst()
            guard name.contains(":") else { return nil }
            rest = authority[end...].dropFirst()
        } else {
            let whole = authority.prefix { $0 != ":" }
            name = whole.hasSuffix(".") ? whole.dropLast() : whole
            rest = authority[whole.endIndex...]
        }
        guard !rest.isEmpty else { return name }
        let digits = rest.dropFirst()
        let isPort =
            rest.hasPrefix(":") && (1...5).contains(digits.utf8.count)
            && digits.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return isPort ? name : nil
    }
}
