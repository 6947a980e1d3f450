// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// HTTP for tests: one call, one answer.
package enum Web {
    package struct Answer: Sendable {
        package var status: Int
        package var headers: [String: String]
        package var body: [UInt8]

        package var text: String { String(decoding: body, as: UTF8.self) }
    }

    /// The answer to a GET; `nil` if nobody answers.
    package static func get(_ url: String, headers: [String: String] = [:]) async throws -> Answer? {
        try await send("GET", url, headers: headers, body: nil)
    }

    package static func post(_ url: String, body: [UInt8], headers: [String: String] = [:]) async throws -> Answer? {
        try await send("POST", url, headers: headers, body: body)
    }

    private static func send(_ method: String, _ url: String, headers: [String: String], body: [UInt8]?) async throws
        -> Answer?
    {
        var request = HTTPClientRequest(url: url)
        request.method = .RAW(value: method)
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
        guard let response = try? await HTTPClient.shared.execute(request, timeout: .seconds(20)) else { return nil }
        let content = try await response.body.collect(upTo: 8 << 20)
        return Answer(
            status: Int(response.status.code),
            headers: Dictionary(response.headers.map { ($0.name.lowercased(), $0.value) }) { first, _ in first },
            body: Array(content.readableBytesView))
    }
}
