// SPDX-License-Identifier: MIT

package import Monitoring

/// Asks a proxy service for the sessions of one virtual proxy.
package struct ProxySessionsPoll: Poll {
    /// Any sixteen letters and digits, as long as header and query say the same: it keeps browsers out, not programs.
    private static let key = "abcdefghij987654"

    private let server: MonitoredServer
    private let host: String
    private let virtualProxy: String
    private let client: SenseClient

    /// One poll for each virtual proxy of those servers whose sessions are asked for.
    ///
    /// The first virtual proxies of all servers come first, then the second ones, and so on: polls of one proxy service are
    /// then far enough apart to share a connection.
    package static func polls(of servers: [MonitoredServer], client: SenseClient) -> [ProxySessionsPoll] {
        let most = servers.map { $0.proxy?.virtualProxies.count ?? 0 }.max() ?? 0
        return (0..<most).flatMap { index in
            servers.compactMap { server in
                guard let proxy = server.proxy, index < proxy.virtualProxies.count else { return nil }
                return ProxySessionsPoll(
                    server: server, host: proxy.host, virtualProxy: proxy.virtualProxies[index], client: client)
            }
        }
    }

    package var target: PollTarget {
        PollTarget(.sessions, serverName: server.name, host: host, virtualProxy: virtualProxy)
    }

    package func ask(now: @Sendable () -> Timestamp) async throws(PollFailure) -> Observation? {
        let headers = [
            Tag("Cache-Control", "no-cache"), Tag("Content-Type", "application/json"), Tag("X-Qlik-Xrfkey", Self.key),
            Tag("XVirtualProxy", virtualProxy),
        ]
        let (sessions, answer) = try await client.get(
            Self.path(of: virtualProxy), query: "Xrfkey=\(Self.key)", from: host, headers: headers
        ) { (body) throws(PollFailure) in (try ProxySessionsDecoder.decode(body), body) }
        return .proxySessions(
            ProxySessions(
                of: server, host: host, virtualProxy: virtualProxy, sessions: sessions, answer: answer, at: now()))
    }

    /// `/qps/session` for the default virtual proxy, `/qps/hdr/session` for `/hdr`.
    static func path(of virtualProxy: String) -> String {
        var path = "/qps"
        for part in virtualProxy.split(separator: "/") {
            path += "/"
            for byte in part.utf8 {
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
                    UInt8(ascii: "~"):
                    path.unicodeScalars.append(Unicode.Scalar(byte))
                default:
                    path += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
                }
            }
        }
        return path + "/session"
    }
}
