// SPDX-License-Identifier: MIT

package import AsyncHTTPClient
import Foundation

/// A proxy on the way to a server: a tunnel through it, so that it sees no message.
package struct HTTPProxy: Sendable, Equatable, CustomStringConvertible {
    package let host: String
    private let port: Int
    private let credentials: String?
    private let isSOCKS: Bool

    /// Reads `http://[USER:PASSWORD@]HOST[:PORT]`, or the same with `socks5`; the scheme may be left out.
    package init?(_ text: String) {
        var rest = Substring(text)
        var scheme = "http"
        if let separator = text.firstRange(of: "://") {
            scheme = text[..<separator.lowerBound].lowercased()
            rest = text[separator.upperBound...]
        }
        guard ["http", "socks5", "socks5h"].contains(scheme) else { return nil }
        isSOCKS = scheme != "http"
        if rest.hasSuffix("/") { rest.removeLast() }
        var user: Substring?
        if let sign = rest.lastIndex(of: "@") {
            user = rest[..<sign]
            rest = rest[rest.index(after: sign)...]
        }
        // A SOCKS proxy with a password is not supported, and without it would refuse anyway.
        guard user == nil || !isSOCKS else { return nil }
        credentials = user.map { $0.removingPercentEncoding ?? String($0) }
        guard let authority = Authority(rest) else { return nil }
        host = String(authority.host)
        port = authority.port ?? (isSOCKS ? 1080 : 8080)
    }

    /// Without the password.
    package var description: String { "\(isSOCKS ? "socks5" : "http")://\(host):\(port)" }

    /// `nil` if there is no user; empty if the user has none.
    package var password: String? {
        credentials.map { String($0.drop { $0 != ":" }.dropFirst()) }
    }

    package var server: HTTPClient.Configuration.Proxy {
        if isSOCKS { return .socksServer(host: host, port: port) }
        guard let credentials, let password else { return .server(host: host, port: port) }
        return .server(
            host: host, port: port,
            authorization: .basic(username: String(credentials.prefix { $0 != ":" }), password: password))
    }
}
