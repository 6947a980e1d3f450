// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import Foundation
import HTTPExchange
import Monitoring
import MonitoringPipeline
import NIOHTTP1

/// Sends requests to an InfluxDB and says what a failure means.
struct InfluxDBConnection: Sendable {
    let place: String
    let client: HTTPClient
    let timeout: Duration

    /// The answer, whatever its status; only the lack of one is a failure.
    func send(_ request: HTTPClientRequest) async throws(DeliveryFailure) -> HTTPExchange.Answer {
        do {
            return try await HTTPExchange.run(request, with: client, deadline: timeout, maximumBodySize: 1 << 20)
        } catch {
            throw DeliveryFailure(
                .temporary(retryAfter: nil), "InfluxDB at \(place): \(error)", category: .init(error.kind))
        }
    }

    /// Which answers to a write are worth another try: everything but a refusal of the points themselves.
    func failure(_ answer: HTTPExchange.Answer, recordCount: Int) -> DeliveryFailure {
        let reason = Self.reason(answer)
        func failure(_ kind: DeliveryFailure.Kind) -> DeliveryFailure {
            DeliveryFailure(
                kind, "InfluxDB at \(place), HTTP status \(answer.status): \(reason.text)",
                category: .init(httpStatus: answer.status), httpStatus: answer.status)
        }
        switch answer.status {
        case 400 where reason.rejected != nil, 422 where reason.rejected != nil:
            return failure(.partial(rejected: min(max(reason.rejected ?? 1, 1), recordCount)))
        case 400, 413, 422: return failure(.permanent)
        default:
            return failure(.temporary(retryAfter: answer.retryAfter))
        }
    }

    /// A failure of something else than a write: the points that wait are not to blame.
    func setupFailure(_ answer: HTTPExchange.Answer, _ what: String) -> DeliveryFailure {
        DeliveryFailure(
            .temporary(retryAfter: nil),
            "InfluxDB at \(place) could not \(what), HTTP status \(answer.status): \(Self.reason(answer).text)",
            category: .init(httpStatus: answer.status), httpStatus: answer.status)
    }

    func setupFailure(_ what: String, _ reason: String) -> DeliveryFailure {
        DeliveryFailure(
            .temporary(retryAfter: nil), "InfluxDB at \(place) could not \(what): \(reason)", category: .badAnswer)
    }

    /// The server's own words, and how many points it says it did not store while it stored the others.
    ///
    /// Version 1 says `{"error": "partial write: … dropped=3"}`, version 2 `{"code": …, "message": …}`, version 3
    /// `{"error": "partial write …", "data": [{"error_message": …, "original_line": …}]}`. Without these two words it
    /// stored nothing, also if it says which line is to blame: `{"error": "parsing failed …", "data": {…}}`.
    private static func reason(_ answer: HTTPExchange.Answer) -> (text: String, rejected: Int?) {
        guard let error = try? JSONDecoder().decode(ErrorAnswer.self, from: Data(answer.body)) else {
            return (sentence(for: answer.status), nil)
        }
        var text = error.error ?? error.message ?? sentence(for: answer.status)
        var rejected: Int?
        let isPartial = text.contains("partial write")
        if isPartial, let marker = text.range(of: "dropped=", options: .backwards) {
            rejected = Int(text[marker.upperBound...].prefix { $0.isNumber }) ?? 0
        }
        if let lines = error.data?.lines, !lines.isEmpty {
            if isPartial { rejected = lines.count }
            if let first = lines[0].message { text += ": \(first)" }
        }
        return (String(text.prefix(500)), rejected)
    }

    /// What a status means here, for servers that give no reason.
    private static func sentence(for status: Int) -> String {
        switch status {
        case 300..<400: "a redirect, which is not followed; are host and port right?"
        case 401, 403: "the user, password or token is not accepted"
        case 404: "no such interface or database"
        case 413: "too much at once"
        case 429: "too many requests"
        default: "no reason given"
        }
    }

    private struct ErrorAnswer: Decodable {
        var error: String?
        var message: String?
        var data: Lines?

        /// Version 3 puts one object or a list of them there.
        struct Lines: Decodable {
            var lines: [Line]

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                lines = (try? container.decode([Line].self)) ?? (try? container.decode(Line.self)).map { [$0] } ?? []
            }
        }
        struct Line: Decodable {
            var message: String?

            enum CodingKeys: String, CodingKey { case message = "error_message" }
        }
    }
}
