// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import TelemetryWire

/// A request as it is handed over for sending: method, address, headers in their order, and the bytes of the body.
struct WholeRequest: Sendable, Equatable {
    struct Header: Sendable, Equatable {
        var name: String
        var value: String
    }

    var method: String
    var url: String
    var headers: [Header]
    var body: [UInt8]
    /// What the body says; `nil` if it is not JSON.
    let message: JSONValue?

    init(method: String, url: String, headers: [Header], body: [UInt8]) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        message = try? JSONParser.parse(body)
    }

    init(_ request: HTTPClientRequest) async throws {
        var body: [UInt8] = []
        if let content = request.body {
            for try await part in content { body += Array(part.readableBytesView) }
        }
        self.init(
            method: request.method.rawValue, url: request.url,
            headers: request.headers.map { Header(name: $0.name, value: $0.value) }, body: body)
    }

    func value(of name: String) -> String? { headers.first { $0.name == name }?.value }
}
