// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import Foundation
import Monitoring
import NIOHTTP1
import Testing

@testable import Destinations

@Suite struct InfluxDBRequestsTests {
    private static let lines = Array("m v=1i 1\n".utf8)

    private func requests(_ endpoint: InfluxDBConfiguration.Endpoint, host: String = "influx", usesTLS: Bool = false)
        -> InfluxDBRequests
    {
        InfluxDBRequests(
            InfluxDBConfiguration(
                host: host, port: 8086, usesTLS: usesTLS, endpoint: endpoint, lists: AppListFields()))
    }

    private func version1(_ database: String = "SenseOps", _ credentials: InfluxDBConfiguration.Credentials? = nil)
        -> InfluxDBConfiguration.Endpoint
    {
        .version1(
            .init(database: database, credentials: credentials, retentionPolicy: .init(name: "10d", duration: "240h")))
    }

    private func version2(_ organisation: String = "Ops", _ bucket: String = "sense") -> InfluxDBConfiguration.Endpoint
    {
        .version2(
            .init(organisation: organisation, bucket: bucket, description: "", token: "geheim", retention: nil))
    }

    private func version3(_ database: String = "sense") -> InfluxDBConfiguration.Endpoint {
        .version3(.init(database: database, token: "geheim", retention: nil))
    }

    @Test func `writes where the version wants it, with nanoseconds`() {
        for (endpoint, url) in [
            (version1(), "http://influx:8086/write?db=SenseOps&precision=n"),
            (version2(), "http://influx:8086/api/v2/write?org=Ops&bucket=sense&precision=ns"),
            (version3(), "http://influx:8086/api/v2/write?bucket=sense&precision=ns"),
        ] {
            let request = requests(endpoint).write(Self.lines)
            #expect(request.method == .POST)
            #expect(request.url == url)
            #expect(request.headers["Content-Type"] == ["text/plain; charset=utf-8"])
        }
    }

    @Test func `calls over TLS if told`() {
        for endpoint in [version1(), version2(), version3()] {
            let requests = requests(endpoint, usesTLS: true)
            #expect(requests.write(Self.lines).url.hasPrefix("https://influx:8086/"))
            #expect(requests.get("/x").url == "https://influx:8086/x")
        }
    }

    @Test func `encodes names in the URL`() {
        let name = "a b&precision=s#ü/%?+"
        let encoded = "a%20b%26precision%3Ds%23%C3%BC%2F%25%3F%2B"
        #expect(
            requests(version1(name)).write(Self.lines).url
                == "http://influx:8086/write?db=\(encoded)&precision=n")
        #expect(
            requests(version2(name, name)).write(Self.lines).url
                == "http://influx:8086/api/v2/write?org=\(encoded)&bucket=\(encoded)&precision=ns")
        #expect(
            requests(version3(name)).write(Self.lines).url
                == "http://influx:8086/api/v2/write?bucket=\(encoded)&precision=ns")
        #expect(
            requests(version2()).get("/api/v2/buckets", [("orgID", "1"), ("name", name)]).url
                == "http://influx:8086/api/v2/buckets?orgID=1&name=\(encoded)")
    }

    @Test(arguments: [("::1", "[::1]"), ("fe80::1", "[fe80::1]"), ("10.0.0.1", "10.0.0.1"), ("[::1]", "[::1]")])
    func `puts IPv6 addresses into brackets`(host: String, expected: String) {
        #expect(requests(version1(), host: host).query("x").url == "http://\(expected):8086/query?q=x")
    }

    @Test(arguments: [("10d", "\"10d\""), ("a\"; DROP \\", "\"a\\\"; DROP \\\\\""), ("", "\"\"")])
    func `quotes names in queries`(name: String, expected: String) {
        #expect(InfluxDBRequests.quoted(name) == expected)
    }

    @Test func `asks with GET or POST as told`() {
        let requests = requests(version1())
        #expect(requests.query("SHOW DATABASES", .GET).method == .GET)
        #expect(requests.query("SHOW DATABASES", .GET).url == "http://influx:8086/query?q=SHOW%20DATABASES")
        #expect(requests.query("CREATE").method == .POST)
        #expect(requests.post("/x", json: [1]).headers["Content-Type"] == ["application/json"])
    }

    @Test func `says who it is only if there are credentials`() {
        #expect(requests(version1()).write(Self.lines).headers["Authorization"].isEmpty)
        let known = requests(version1("SenseOps", .init(username: "me", password: "pä:ss")))
        for request in [known.query("x"), known.write(Self.lines)] {
            #expect(request.headers["Authorization"] == ["Basic bWU6cMOkOnNz"])
            #expect(!request.url.contains("me"))
        }
    }

    @Test func `shows its token in a header and nowhere else`() {
        for endpoint in [version2(), version3()] {
            let requests = requests(endpoint)
            for request in [requests.write(Self.lines), requests.get("/x"), requests.post("/x", json: [])] {
                #expect(request.headers["Authorization"] == ["Token geheim"])
                #expect(!request.url.contains("geheim"))
            }
        }
    }

    @Test(arguments: [(1000, false), (1001, true)])
    func `compresses bodies above a thousand bytes for newer servers`(size: Int, isCompressed: Bool) {
        let body = [UInt8](repeating: 0x61, count: size)
        for endpoint in [version2(), version3()] {
            #expect(
                requests(endpoint).write(body).headers["Content-Encoding"] == (isCompressed ? ["gzip"] : []))
        }
        #expect(requests(version1()).write(body).headers["Content-Encoding"].isEmpty)
    }
}
