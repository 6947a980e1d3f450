// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// The requests that one version of InfluxDB understands. What differs between versions on the wire is here and in
/// `InfluxDBSetup`.
struct InfluxDBRequests: Sendable {
    /// Bodies larger than this are compressed, where the server is known to take that.
    private static let compressionThreshold = 1000

    private let base: String
    private let endpoint: InfluxDBConfiguration.Endpoint

    init(_ configuration: InfluxDBConfiguration) {
        let host =
            configuration.host.contains(":") && !configuration.host.hasPrefix("[")
            ? "[\(configuration.host)]" : configuration.host
        base = "\(configuration.usesTLS ? "https" : "http")://\(host):\(configuration.port)"
        endpoint = configuration.endpoint
    }

    /// A write of lines.
    func write(_ lines: [UInt8]) -> HTTPClientRequest {
        let (path, compresses) =
            switch endpoint {
            case .version1(let version): ("/write?db=\(PercentEncoding.encode(version.database))&precision=n", false)
            case .version2(let version):
                (
                    "/api/v2/write?org=\(PercentEncoding.encode(version.organisation))&bucket=\(PercentEncoding.encode(version.bucket))"
                        + "&precision=ns", true
                )
            case .version3(let version):
                ("/api/v2/write?bucket=\(PercentEncoding.encode(version.database))&precision=ns", true)
            }
        var request = request(.POST, path)
        request.headers.add(name: "Content-Type", value: "text/plain; charset=utf-8")
        if compresses, lines.count > Self.compressionThreshold, let compressed = Gzip.compress(lines) {
            request.headers.add(name: "Content-Encoding", value: "gzip")
            request.body = .bytes(ByteBuffer(bytes: compressed))
        } else {
            request.body = .bytes(ByteBuffer(bytes: lines))
        }
        return request
    }

    /// An InfluxQL query.
    func query(_ text: String, _ method: HTTPMethod = .POST) -> HTTPClientRequest {
        request(method, "/query?q=" + PercentEncoding.encode(text))
    }

    func get(_ path: String, _ parameters: [(name: String, value: String)] = []) -> HTTPClientRequest {
        let query = parameters.map { "\($0.name)=\(PercentEncoding.encode($0.value))" }.joined(separator: "&")
        return request(.GET, query.isEmpty ? path : "\(path)?\(query)")
    }

    func post(_ path: String, json: [UInt8]) -> HTTPClientRequest {
        var request = request(.POST, path)
        request.headers.add(name: "Content-Type", value: "application/json")
        request.body = .bytes(ByteBuffer(bytes: json))
        return request
    }

    private func request(_ method: HTTPMethod, _ path: String) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: base + path)
        request.method = method
        switch endpoint {
        case .version1(let version):
            if let credentials = version.credentials {
                request.setBasicAuth(username: credentials.username, password: credentials.password)
            }
        case .version2(let version): request.headers.add(name: "Authorization", value: "Token \(version.token)")
        case .version3(let version): request.headers.add(name: "Authorization", value: "Token \(version.token)")
        }
        return request
    }

    /// A name in an InfluxQL statement.
    static func quoted(_ name: String) -> String {
        "\"" + name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
