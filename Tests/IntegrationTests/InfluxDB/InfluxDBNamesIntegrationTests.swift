// SPDX-License-Identifier: MIT

import Destinations
import Monitoring
import MonitoringPipeline
import Testing

/// Names of every kind, through a real InfluxDB and back.
@Suite(.serialized, .timeLimit(.minutes(2))) struct InfluxDBNamesIntegrationTests {
    private static let names = [
        "comma, quote \" and ' space", "back\\slash", "a\\,b\\ c\\=d", "ends with back\\", "ümläut 日本 🦋",
        "a=b,c=d", "tab\tstop", " blanks around ", "#hash", "\"quoted\"", "two\nlines", "return\r\nnewline",
    ]

    /// What the protocol can carry of a name in a tag: no line break, and no backslash at the end.
    private static func tag(_ name: String) -> String {
        let text = name.replacing("\r", with: "\\r").replacing("\n", with: "\\n").replacing("\r\n", with: "\\r\\n")
        return text.hasSuffix("\\") ? text + " " : text
    }

    @Test(arguments: [InfluxDBSite.Generation.version1, .version5])
    func `names arrive as they were, in tags and fields`(generation: InfluxDBSite.Generation) async throws {
        let site = try await InfluxDBSite()
        let destination = site.destination(generation)
        for (index, name) in Self.names.enumerated() {
            var health = InfluxDBSite.health
            health.version = name
            health.apps?.active = [name, "b"]
            health.cpuTotal = Double(index)
            try await destination.deliver(
                InfluxDBSite.observations(name: name, health: health).flatMap(destination.records))
        }
        let servers = try await site.rows("SELECT * FROM sense_server")
        let apps = try await site.rows("SELECT * FROM apps")
        let figures = try await site.rows("SELECT * FROM cpu")
        let summaries = try await site.rows("SELECT * FROM user_session_summary")
        let details = try await site.rows("SELECT * FROM user_session_details")
        #expect(servers.count == Self.names.count)
        for (index, name) in Self.names.enumerated() {
            let tag = Self.tag(name)
            let server = servers.first { $0["server_name"] == tag }
            #expect(server?["version"] == name)
            #expect(server?["server_description"] == tag)
            #expect(server?["group, of = servers"] == tag)
            #expect(figures.first { $0["server_name"] == tag }?["total"] == "\(index)")
            let lists = apps.first { $0["server_name"] == tag }
            #expect(lists?["active_docs"] == "\(name),b")
            // The ID is unknown, so it stands for itself.
            let sorted = [name, "x, y"].sorted { $0.utf16.lexicographicallyPrecedes($1.utf16) }
            #expect(
                lists?["active_docs_names"]
                    == (generation == .version1 ? sorted.map { "\"\($0)\"" } : sorted).joined(separator: ","))
            #expect(
                summaries.first { $0["server_name"] == tag }?["session_user_id_list"]
                    == "\(name)\\maria,INTERNAL\\sa_api,CORP\\\(name)")
            let sessions = details.filter { $0["server_name"] == tag }
            #expect(sessions.compactMap { $0["session_id"] }.sorted() == ["s0", "s2", "s3"])
            let first = sessions.first { $0["session_id"] == "s0" }
            #expect(first?["user_directory"] == name)
            #expect(first?["user_session_user_directory"] == tag)
            #expect(sessions.first { $0["session_id"] == "s2" }?["user_id"] == name)
        }
    }

    @Test func `a server's own tags never break the points of its sessions`() async throws {
        let site = try await InfluxDBSite()
        let destination = site.destination()
        let server = MonitoredServer(
            name: "a", host: "a", description: "",
            extraTags: [Tag("user_session_host", "mine"), Tag("user_session_id", "mine"), Tag("host", "other")])
        let user = UserName(directory: "D", id: "u")
        let sessions = ProxySessions(
            of: server, host: "p:4243", virtualProxy: "/", sessions: [.init(id: "1", user: user)],
            at: InfluxDBSite.time)
        try await destination.deliver(destination.records(of: .proxySessions(sessions)))
        let details = try await site.rows("SELECT * FROM user_session_details")
        #expect(details.map { $0["user_session_host"] } == ["p:4243"])
        #expect(details.map { $0["user_session_id"] } == ["1"])
        #expect(details.map { $0["host"] } == ["other"])
    }
}
