// SPDX-License-Identifier: MIT

import Foundation
import HTTPTypes
import Hummingbird

@testable import Destinations

/// A request that a fake server got.
struct RecordedRequest: Sendable {
    var route: FakeInfluxDB.Route?
    /// Method, path and query, as they were on the wire.
    var line: String
    /// The query's parameters, decoded.
    var parameters: [String: String]
    var headers: HTTPFields
    /// As it was sent.
    var body: [UInt8]
    /// What it was answered with, as far as the server notes it.
    var status: HTTPResponse.Status?

    init(_ request: Request) async throws {
        let uri = request.uri.description
        line = "\(request.method) \(uri)"
        route = FakeInfluxDB.Route(method: request.method, path: request.uri.path)
        let items = URLComponents(string: uri)?.queryItems ?? []
        parameters = Dictionary(items.map { ($0.name, $0.value ?? "") }) { first, _ in first }
        headers = request.headers
        let buffer = try await request.body.collect(upTo: 1 << 22)
        body = Array(buffer.readableBytesView)
    }

    /// The body, decompressed if it has to be.
    var text: String {
        let bytes = headers[.contentEncoding] == "gzip" ? Gzip.decompress(body) ?? Array("not gzip".utf8) : body
        return String(decoding: bytes, as: UTF8.self)
    }
}
