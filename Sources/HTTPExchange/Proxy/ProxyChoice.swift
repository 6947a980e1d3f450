// SPDX-License-Identifier: MIT

/// Which proxy leads to a server: the configured one, else that of the environment.
package enum ProxyChoice {
    /// - Parameters:
    ///   - configured: the configuration's own; it wins over the environment.
    ///   - environment: `HTTPS_PROXY` and `NO_PROXY`, or the same in lower case, which win.
    /// - Returns: `nil` for a direct connection: always to this machine, and to what `NO_PROXY` names.
    package static func proxy(
        to server: Authority, configured: HTTPProxy?, environment: [String: String]
    ) throws(Invalid) -> HTTPProxy? {
        if server.isLoopback { return nil }
        if let configured { return configured }
        let names = ["https_proxy", "HTTPS_PROXY"]
        guard let name = names.first(where: { environment[$0]?.isEmpty == false }), let text = environment[name] else {
            return nil
        }
        if isExcepted(
            server.host.lowercased(),
            by: ["no_proxy", "NO_PROXY"].compactMap { environment[$0] }.joined(separator: ","))
        {
            return nil
        }
        guard let proxy = HTTPProxy(text) else { throw Invalid(variable: name) }
        return proxy
    }

    package struct Invalid: Error, Equatable, CustomStringConvertible {
        package var variable: String
        package var description: String { "\(variable) is not a proxy's address: expected http://HOST:PORT" }
    }

    /// `*` excepts all; `example.com` and `.example.com` except the name and everything below it. Ports are not looked at.
    static func isExcepted(_ host: String, by list: String) -> Bool {
        list.split { $0 == "," || $0 == " " }.contains { item in
            if item == "*" { return true }
            var name = item.lowercased()
            if let authority = Authority(Substring(name)) { name = String(authority.host) }
            if name.hasPrefix("*") { name.removeFirst() }
            if name.hasPrefix(".") { name.removeFirst() }
            return !name.isEmpty && (host == name || host.hasSuffix(".\(name)"))
        }
    }
}
