// SPDX-License-Identifier: MIT

/// Where a server listens, and which setting says so.
package struct ListenAddress: Sendable, Equatable {
    package var host: String
    package var port: Int
    /// The configuration key or command-line option that an administrator would change, for error messages.
    package var setting: String

    package init(host: String, port: Int, setting: String) {
        self.host = host
        self.port = port
        self.setting = setting
    }

    /// `HOST:PORT` as `--listen` takes it, with brackets round an IPv6 address; `nil` if it is something else.
    package init?(_ text: String, setting: String) {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65535).contains(port)
        else { return nil }
        var host = String(text[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        guard !host.isEmpty, !host.contains(" ") else { return nil }
        self.init(host: host, port: port, setting: setting)
    }

    /// True if only this machine can reach the address.
    package var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }

    /// The address in the authority part of a URL.
    package var authority: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    func bound(to port: Int) -> ListenAddress { ListenAddress(host: host, port: port, setting: setting) }
}
