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
        guard let colon = text.lastIndex(of: ":") else { return nil }
        let digits = text[text.index(after: colon)...]
        guard Self.isDigits(digits), let port = Int(digits), (0...65535).contains(port) else { return nil }
        var host = String(text[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        guard !host.isEmpty, !host.contains(" ") else { return nil }
        self.init(host: host, port: port, setting: setting)
    }

    /// True if only this machine can reach the address.
    ///
    /// Only whole literals count: `127.example.com` is a host like any other, and so is `127.0.0.001`, which not everybody
    /// reads in the same way.
    package var isLoopback: Bool {
        if host == "localhost" || host == "::1" { return true }
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count == 4 && numbers[0] == "127"
            && numbers.allSatisfy { UInt8($0).map(String.init) == String($0) }
    }

    /// True if it stands for all addresses of this machine, so that it is none to call.
    package var isEverywhere: Bool { ["0.0.0.0", "::"].contains(host) }

    private static func isDigits(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    /// The address in the authority part of a URL.
    package var authority: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    func bound(to port: Int) -> ListenAddress { ListenAddress(host: host, port: port, setting: setting) }
}
