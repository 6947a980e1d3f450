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

    init(_ request: HTTPClientRequest) async throws {
        method = request.method.rawValue
        url = request.url
        headers = request.headers.map { Header(name: $0.name, value: $0.value) }
        body = []
        guard let content = request.body else { return }
        for try await part in content { body += Array(part.readableBytesView) }
    }

    func value(of name: String) -> String? { headers.first { $0.name == name }?.value }

    /// The text of a member of the body, `nil` if there is none.
    func member(_ path: String...) -> String? {
        var value = try? JSONParser.parse(body)
        for name in path { value = value?[name] }
        guard case .string(let text)? = value else { return nil }
        return text
    }
}
