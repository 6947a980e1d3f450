// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import Foundation
import Monitoring
import NIOCore
import NIOHTTP1
import Testing

@testable import Destinations

@Suite struct InfluxDBEndpointTests {
    private func endpoint(
        host: String = "influx", database: String = "SenseOps", credentials: InfluxDBConfiguration.Credentials? = nil,
        policy: InfluxDBConfiguration.RetentionPolicy = .init(name: "10d", duration: "240h")
    ) -> InfluxDBEndpoint {
        InfluxDBEndpoint(
            InfluxDBConfiguration(
                host: host, port: 8086,
                endpoint: .version1(.init(database: database, credentials: credentials, retentionPolicy: policy)),
                lists: AppListFields()))
    }

    /// The query in a request's URL, decoded.
    private func query(_ request: HTTPClientRequest) throws -> String {
        let start = try #require(request.url.firstRange(of: "/query?q="))
        return try #require(String(request.url[start.upperBound...]).removingPercentEncoding)
    }

    @Test func `writes to the database with nanoseconds`() {
        let request = endpoint().write(ByteBuffer(string: "m v=1i 1\n"))
        #expect(request.method == .POST)
        #expect(request.url == "http://influx:8086/write?db=SenseOps&precision=n")
    }

    @Test func `makes database and retention policy`() throws {
        let endpoint = endpoint()
        #expect(endpoint.showDatabases().method == .GET)
        #expect(try query(endpoint.showDatabases()) == "SHOW DATABASES")
        #expect(endpoint.createDatabase().method == .POST)
        #expect(try query(endpoint.createDatabase()) == "CREATE DATABASE \"SenseOps\"")
        #expect(endpoint.createRetentionPolicy().method == .POST)
        #expect(
            try query(endpoint.createRetentionPolicy())
                == "CREATE RETENTION POLICY \"10d\" ON \"SenseOps\" DURATION 240h REPLICATION 1 DEFAULT")
    }

    @Test func `quotes names in queries`() throws {
        let endpoint = endpoint(database: "a\"; DROP \\", policy: .init(name: "p\"q", duration: "INF"))
        #expect(try query(endpoint.createDatabase()) == "CREATE DATABASE \"a\\\"; DROP \\\\\"")
        #expect(
            try query(endpoint.createRetentionPolicy())
                == "CREATE RETENTION POLICY \"p\\\"q\" ON \"a\\\"; DROP \\\\\" DURATION INF REPLICATION 1 DEFAULT")
    }

    @Test func `encodes the database's name in the URL`() {
        let request = endpoint(database: "a b&precision=s#ü/%?+").write(ByteBuffer())
        #expect(request.url == "http://influx:8086/write?db=a%20b%26precision%3Ds%23%C3%BC%2F%25%3F%2B&precision=n")
    }

    @Test(arguments: [("", ""), ("aZ09-_.~", "aZ09-_.~"), (" ", "%20"), ("\n", "%0A"), ("ß", "%C3%9F"), ("\"", "%22")])
    func `percent-encodes`(text: String, expected: String) {
        #expect(InfluxDBEndpoint.encoded(text) == expected)
    }

    @Test(arguments: [("::1", "[::1]"), ("fe80::1", "[fe80::1]"), ("10.0.0.1", "10.0.0.1"), ("[::1]", "[::1]")])
    func `puts IPv6 addresses into brackets`(host: String, expected: String) {
        #expect(endpoint(host: host).showDatabases().url.hasPrefix("http://\(expected):8086/query"))
    }

    @Test func `says who it is only if there are credentials`() {
        #expect(endpoint().showDatabases().headers["Authorization"].isEmpty)
        let known = endpoint(credentials: .init(username: "me", password: "pä:ss"))
        for request in [known.showDatabases(), known.write(ByteBuffer())] {
            #expect(request.headers["Authorization"] == ["Basic bWU6cMOkOnNz"])
            #expect(!request.url.contains("me"))
        }
    }
}
