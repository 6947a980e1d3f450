// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// What InfluxDB has, asked for by host: the numbers of the events make a series of nearly each.
struct StoredEvents {
    let port: Int

    /// The numbers of the rows of a measurement, from one host.
    ///
    /// - Parameter columns: those that hold the number, among others.
    func add(_ columns: String, of measurement: String, host: String, to numbers: inout EventNumbers) async throws {
        let query = "SELECT \(columns) FROM \"\(measurement)\" WHERE host = '\(host)'"
        numbers.insert(partsOf: try await csv(query), separatedBy: UInt8(ascii: "\n"), handleAfter: ",")
    }

    /// How many points a query counts.
    func count(_ query: String) async throws -> Int {
        let lines = String(decoding: try await csv(query), as: UTF8.self).split(separator: "\n")
        return lines.dropFirst().first?.split(separator: ",").last.flatMap { Int($0) } ?? 0
    }

    private func csv(_ query: String) async throws -> [UInt8] {
        var parts = URLComponents()
        parts.queryItems = [
            URLQueryItem(name: "db", value: SoakSite.measuredDatabase), URLQueryItem(name: "q", value: query),
        ]
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)/query?\(parts.percentEncodedQuery ?? "")")
        request.headers.add(name: "Accept", value: "application/csv")
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(120))
        let body = try await response.body.collect(upTo: 256 << 20)
        guard response.status == .ok else {
            throw Backends.Failed(what: "\(query): \(response.status), \(String(buffer: body))")
        }
        return Array(body.readableBytesView)
    }
}
