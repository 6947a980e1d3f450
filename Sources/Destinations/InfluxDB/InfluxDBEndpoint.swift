// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// The requests that one version of InfluxDB understands: writing, and making what is written to.
struct InfluxDBEndpoint: Sendable {
    private let base: String
    private let version: InfluxDBConfiguration.Version1

    init(_ configuration: InfluxDBConfiguration) {
        let host =
            configuration.host.contains(":") && !configuration.host.hasPrefix("[")
            ? "[\(configuration.host)]" : configuration.host
        base = "http://\(host):\(configuration.port)"
        switch configuration.endpoint {
        case .version1(let version): self.version = version
        }
    }

    var database: String { version.database }
    var retentionPolicyName: String { version.retentionPolicy.name }

    func write(_ body: ByteBuffer) -> HTTPClientRequest {
        var request = request(.POST, "/write?db=\(Self.encoded(version.database))&precision=n")
        request.headers.add(name: "Content-Type", value: "text/plain; charset=utf-8")
        request.body = .bytes(body)
        return request
    }

    func showDatabases() -> HTTPClientRequest { request(.GET, "/query?q=" + Self.encoded("SHOW DATABASES")) }

    func createDatabase() -> HTTPClientRequest { query("CREATE DATABASE \(Self.quoted(version.database))") }

    func createRetentionPolicy() -> HTTPClientRequest {
        let policy = version.retentionPolicy
        return query(
            "CREATE RETENTION POLICY \(Self.quoted(policy.name)) ON \(Self.quoted(version.database)) "
                + "DURATION \(policy.duration) REPLICATION 1 DEFAULT")
    }

    private func query(_ text: String) -> HTTPClientRequest { request(.POST, "/query?q=" + Self.encoded(text)) }

    private func request(_ method: HTTPMethod, _ path: String) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: base + path)
        request.method = method
        if let credentials = version.credentials {
            request.setBasicAuth(username: credentials.username, password: credentials.password)
        }
        return request
    }

    private static func quoted(_ name: String) -> String {
        "\"" + name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    static func encoded(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "~"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += byte < 16 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return result
    }
}
