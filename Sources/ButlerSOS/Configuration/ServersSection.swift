// SPDX-License-Identifier: MIT

import ConfigurationFile
import Monitoring

/// The servers to monitor and how often.
struct ServersSection {
    var servers: [MonitoredServer]
    var pollingInterval: Duration
    /// `nil` if the file does not say.
    var rejectUnauthorized: Bool?

    /// From one second to one day: shorter would disturb the servers, longer would look like an outage.
    private static let intervalRange = 1000...86_400_000

    init(_ section: ConfigurationSection) {
        if !section.mentions("servers") { section.reportMissing("servers", "a list of servers") }
        pollingInterval = .milliseconds(
            section.integer("pollingInterval", in: Self.intervalRange, what: "milliseconds", default: 30_000))
        rejectUnauthorized = section.boolean("rejectUnauthorized")
        let definedTags = section.texts("serverTagsDefinition")
        servers = []
        var names: Set<String> = []
        for entry in section.sections("servers") {
            let server = Self.server(entry, definedTags: definedTags)
            if !server.name.isEmpty, !names.insert(server.name).inserted {
                entry.report(
                    "serverName", expected: "a name that no other server has", found: "\"\(server.name)\" again")
            }
            servers.append(server)
        }
        section.rejectUnknownKeys()
    }

    private static func server(_ entry: ConfigurationSection, definedTags: [String]) -> MonitoredServer {
        let tags = entry.pairs("serverTags")
        for name in definedTags where !tags.contains(where: { $0.name == name }) {
            entry.section("serverTags").reportMissing(name, "a value for this tag of serverTagsDefinition")
        }
        for tag in tags where !definedTags.contains(tag.name) {
            entry.report("serverTags", expected: "only tags of serverTagsDefinition", found: "\"\(tag.name)\"")
        }
        let host = entry.requiredText("host")
        if !host.isEmpty, !Self.isAuthority(host) {
            // Before an @ there could be a password.
            let shown = host.contains("@") ? "a text with a user name" : "\"\(host)\""
            entry.report("host", expected: "HOST or HOST:PORT, without scheme or path", found: shown)
        }
        let server = MonitoredServer(
            name: entry.requiredText("serverName"), host: host,
            description: entry.text("serverDescription", default: ""),
            extraTags: tags.map { Tag($0.name, $0.value) },
            headers: entry.pairs("headers").map { Tag($0.name, $0.value) })
        for header in server.headers {
            if !isHeaderName(header.name) {
                entry.report("headers", expected: "names that HTTP allows", found: "\"\(header.name)\"")
            }
            if !header.value.utf8.allSatisfy({ $0 == 0x09 || $0 >= 0x20 && $0 != 0x7F }) {
                // The value could be a credential.
                entry.report("headers", expected: "values without line breaks", found: "one in \"\(header.name)\"")
            }
        }
        _ = entry.section("userSessions")
        _ = entry.has("logDbHost")
        entry.rejectUnknownKeys()
        return server
    }

    /// `HOST`, `HOST:PORT` or `[IPv6]:PORT`.
    static func isAuthority(_ text: String) -> Bool {
        let host = MonitoredServer.hostName(text)
        guard !host.isEmpty, host.utf8.allSatisfy({ isHostCharacter($0, bracketed: text.hasPrefix("[")) }) else {
            return false
        }
        guard !text.hasPrefix("[") || text.contains("]") else { return false }
        let rest = text.hasPrefix("[") ? text.drop { $0 != "]" }.dropFirst() : text.dropFirst(host.count)
        guard !rest.isEmpty else { return true }
        let port = rest.dropFirst()
        return rest.hasPrefix(":") && port.allSatisfy { ("0"..."9").contains($0) }
            && Int(port).map { (1...65535).contains($0) } ?? false
    }

    private static func isHostCharacter(_ byte: UInt8, bracketed: Bool) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: bracketed && byte == UInt8(ascii: ":")
        }
    }

    /// The characters that HTTP allows in the name of a header.
    private static func isHeaderName(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { byte in
                isHostCharacter(byte, bracketed: false) || "!#$%&'*+^`|~".utf8.contains(byte)
            }
    }
}
