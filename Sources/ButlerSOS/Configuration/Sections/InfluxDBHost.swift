// SPDX-License-Identifier: MIT

import ConfigurationFile
import Monitoring

/// `HOST`, `http://HOST[:PORT]` or `https://HOST[:PORT]`.
struct InfluxDBHost {
    var name: String
    var port: Int?
    var usesTLS: Bool

    init(_ text: String) {
        usesTLS = text.lowercased().hasPrefix("https://")
        let isURL = usesTLS || text.lowercased().hasPrefix("http://")
        guard isURL else {
            name = text
            return
        }
        let rest = text.dropFirst(usesTLS ? 8 : 7)
        let authority = rest.hasSuffix("/") ? String(rest.dropLast()) : String(rest)
        name = MonitoredServer.hostName(authority)
        let afterHost =
            authority.hasPrefix("[") ? authority.drop { $0 != "]" }.dropFirst() : authority.drop { $0 != ":" }
        port = Int(afterHost.dropFirst())
    }

    static let format = TextFormat("a host, or http://HOST[:PORT] or https://HOST[:PORT] without a path") { text in
        guard text.contains("://") else { return TextFormat.host.isValid(text) }
        let rest = text.drop { $0 != "/" }.dropFirst(2)
        let authority = rest.hasSuffix("/") ? rest.dropLast() : rest
        return TextFormat.url.isValid(text) && TextFormat.authority.isValid(String(authority))
    }
}
