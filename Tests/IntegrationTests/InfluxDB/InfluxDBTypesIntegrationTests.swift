// SPDX-License-Identifier: MIT

import Destinations
import Foundation
import Monitoring
import MonitoringPipeline
import MonitoringTestKit
import Testing

/// What a real InfluxDB takes the types of the points for.
@Suite(.serialized, .timeLimit(.minutes(2))) struct InfluxDBTypesIntegrationTests {
    private static let health = [
        "sense_server": ["version": "string", "started": "string", "uptime": "string"],
        "mem": ["comitted": "integer", "allocated": "integer", "free": "integer"],
        "cpu": ["total": "integer"], "session": ["active": "integer", "total": "integer"],
        "users": ["active": "integer", "total": "integer"],
        "cache": [
            "hits": "integer", "lookups": "integer", "added": "integer", "replaced": "integer",
            "bytes_added": "integer",
        ],
        "saturated": ["saturated": "boolean"],
        "apps": [
            "active_docs": "string", "active_docs_count": "integer", "active_docs_names": "string",
            "active_session_docs_names": "string", "loaded_docs": "string", "loaded_docs_count": "integer",
            "loaded_docs_names": "string", "loaded_session_docs_names": "string", "in_memory_docs": "string",
            "in_memory_docs_count": "integer", "in_memory_docs_names": "string",
            "in_memory_session_docs_names": "string", "calls": "integer", "selections": "integer",
        ],
        "user_session_details": ["session_id": "string", "user_directory": "string", "user_id": "string"],
    ]
    private static let errorTexts = [
        "error_category": "string", "error_code": "string", "request_url": "string", "remote_address": "string",
        "syscall": "string",
    ]

    private func errors(_ number: String) -> [String: String] {
        Self.errorTexts.merging(
            ["error_count": number, "http_status": number, "remote_port": number, "request_timeout_ms": number]
        ) { _, new in new }
    }

    private func expect(_ expected: [String: [String: String]], at site: InfluxDBSite) async throws {
        let names = try await site.rows("SHOW MEASUREMENTS").compactMap { $0["name"] }
        #expect(names.sorted() == expected.keys.sorted())
        for (measurement, types) in expected {
            #expect(try await site.types(of: measurement) == types, "\(measurement)")
        }
    }

    @Test(arguments: [InfluxDBSite.Generation.version1, .version5])
    func `every field has the type that existing databases have`(generation: InfluxDBSite.Generation) async throws {
        let site = try await InfluxDBSite()
        let destination = site.destination(generation)
        try await destination.deliver(InfluxDBSite.observations().flatMap(destination.records))
        var expected = Self.health
        expected["user_session_summary"] = [
            "session_count": generation == .version5 ? "float" : "integer", "session_user_id_list": "string",
        ]
        expected["user_session_list"] = ["session_user_id_list": "string"]
        expected["butler_sos_errors"] = errors("float")
        try await expect(expected, at: site)
    }

    @Test func `figures arrive rounded down, at the time of the poll`() async throws {
        let site = try await InfluxDBSite()
        let destination = site.destination()
        try await destination.deliver(InfluxDBSite.observations().flatMap(destination.records))
        let memory = try await site.rows("SELECT * FROM mem")
        #expect(memory.count == 1)
        #expect(memory.first?["time"] == "1700000000123456789")
        #expect(memory.first?["host"] == "sense-a.example.net")
        #expect(memory.first?["server_name"] == "Prod A")
        #expect(
            ["comitted", "allocated", "free"].map { memory.first?[$0] } == ["18250", "20480", "43008"])
        #expect(try await site.rows("SELECT total FROM cpu").first?["total"] == "37")
        let apps = try await site.rows("SELECT * FROM apps").first
        #expect(apps?["active_docs"] == "a,b")
        #expect(apps?["active_docs_names"] == "\"Prod A\",\"x, y\"")
        #expect(apps?["in_memory_session_docs_names"] == "\"SessionApp_1\"")
    }

    /// An InfluxDB 1 proves that the lines of newer generations are line protocol. It knows unsigned integers only if
    /// it was built for them, which Debian's is not: here their suffix becomes that of signed ones, nothing else is
    /// changed.
    @Test(arguments: [InfluxDBSite.Generation.version2, .version3])
    func `the lines of newer generations are read, with their types`(generation: InfluxDBSite.Generation)
        async throws
    {
        let site = try await InfluxDBSite()
        let writer = site.destination(generation)
        var health = InfluxDBSite.health
        health.version = "a \"b\" \\ c,d=1\ne"
        let observations = InfluxDBSite.observations(name: "a,b = \"c\"\t\\d ü 🦋\\", health: health)
        let lines = observations.flatMap(writer.records).map { String(decoding: $0.bytes, as: UTF8.self) + "\n" }
            .joined()
        let unsigned = /=([0-9]+)u(?=[, ])/
        #expect(lines.contains(unsigned) == (generation == .version2))

        // Only to make the database.
        let maker = site.destination()
        try await maker.deliver([Record(Array("first v=1 1".utf8))])
        let name = try #require(InfluxDBSite.database.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
        let answer = try await Web.post(
            "http://127.0.0.1:\(site.influx.port)/write?db=\(name)&precision=n",
            body: Array(lines.replacing(unsigned) { "=\($0.output.1)i" }.utf8))
        #expect(answer?.status == 204, "\(answer?.text ?? "no answer")")

        var expected = Self.health
        expected["first"] = ["v": "float"]
        expected["mem"] = ["comitted": "float", "allocated": "float", "free": "float"]
        if generation == .version2 { expected["cpu"] = ["total": "float"] }
        for list in ["user_session_summary", "user_session_list"] {
            expected[list] = ["session_count": "integer", "session_user_id_list": "string"]
        }
        expected["butler_sos_errors"] = errors("integer")
        try await expect(expected, at: site)
        #expect(try await site.rows("SELECT * FROM mem").first?["comitted"] == "18250.5")
        #expect(try await site.rows("SELECT * FROM saturated").first?["saturated"] == "1")
        let server = try await site.rows("SELECT * FROM sense_server").first
        #expect(server?["version"] == health.version)
        // A tab in a tag becomes two characters, and a backslash at the end gets a blank behind it.
        #expect(server?["server_name"] == "a,b = \"c\"\\t\\d ü 🦋\\ ")
    }
}
