// SPDX-License-Identifier: MIT

import ConfigurationFile
import Monitoring

extension MonitoredServer {
    /// Reads an element of the list of servers.
    static func read(_ entry: ConfigurationSection, definedTags: [String], asksForSessions: Bool) -> (
        server: MonitoredServer, logDatabaseHost: String?
    ) {
        let host = entry.requiredText(
            "host", "The engine: HOST:PORT, where the port is usually 4747.", format: .authority,
            example: "sense1.example.com:4747")
        let name = entry.requiredText(
            "serverName", "What the server is called everywhere else.", takesNumbers: true, example: "sense1")
        let description = entry.text(
            "serverDescription", default: "", "What it is for.", format: .verbatim, takesNumbers: true,
            example: "Central node")
        let logHost = entry.text(
            "logDbHost", "The host as the log database knows it.", takesNumbers: true, example: "sense1")
        let proxy = proxy(
            entry.section("userSessions", "Where the server's user sessions are asked for."), asksForSessions)
        let server = MonitoredServer(
            name: name, host: host, description: description, extraTags: tags(entry, definedTags),
            headers: headers(entry), proxy: proxy)
        entry.rejectUnknownKeys()
        return (server, logHost)
    }

    private static func proxy(_ section: ConfigurationSection, _ asksForSessions: Bool) -> MonitoredProxy? {
        let isEnabled = section.enableSwitch("Ask this server for its user sessions.", example: true)
        section.isEnforced = section.isEnforced && asksForSessions
        let host = section.requiredText(
            "host", "The proxy: HOST:PORT, where the port is usually 4243.", format: .authority,
            example: "sense1.example.com:4243")
        var prefixes: [String] = []
        for entry in section.sections("virtualProxies", "The virtual proxies to ask.", isShown: true) {
            let prefix = entry.requiredText("virtualProxy", "The prefix; / is the default virtual proxy.", example: "/")
            let normalized = prefix.hasPrefix("/") ? prefix : "/\(prefix)"
            if prefixes.contains(normalized) {
                entry.report(
                    "virtualProxy", expected: "a prefix that is not in the list yet", found: "\"\(prefix)\" again")
            } else if !prefix.isEmpty {
                prefixes.append(normalized)
            }
            entry.rejectUnknownKeys()
        }
        section.requireElement(of: "virtualProxies")
        section.rejectUnknownKeys()
        guard isEnabled, asksForSessions, !host.isEmpty else { return nil }
        return MonitoredProxy(host: host, virtualProxies: prefixes)
    }

    private static func tags(_ entry: ConfigurationSection, _ defined: [String]) -> [Monitoring.Tag] {
        let tags = entry.pairs("serverTags", "A value for each tag of serverTagsDefinition.")
        for name in defined where !entry.mentions(name, in: "serverTags") {
            entry.reportMissing(
                "serverTags.\(name)", "a value for this tag of serverTagsDefinition", hasDefault: true)
        }
        for tag in tags where !defined.contains(tag.name) {
            entry.report("serverTags", expected: "only tags of serverTagsDefinition", found: "\"\(tag.name)\"")
        }
        return tags.map { Tag($0.name, $0.value) }
    }

    private static func headers(_ entry: ConfigurationSection) -> [Monitoring.Tag] {
        let headers = entry.pairs(
            "headers", "HTTP headers that are sent with the health check.", isSecret: true)
        for header in headers {
            if !isHeaderName(header.name) {
                entry.report("headers", expected: "names that HTTP allows", found: "\"\(header.name)\"")
            }
            if !header.value.utf8.allSatisfy({ $0 == 0x09 || $0 >= 0x20 && $0 != 0x7F }) {
                // The value could be a credential.
                entry.report("headers", expected: "values without line breaks", found: "one in \"\(header.name)\"")
            }
        }
        return headers.map { Tag($0.name, $0.value) }
    }

    /// The characters that HTTP allows in the name of a header.
    private static func isHeaderName(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
                }
            }
    }
}
