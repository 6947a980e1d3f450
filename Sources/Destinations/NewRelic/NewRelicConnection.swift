// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import Foundation
import HTTPExchange
import Monitoring
import MonitoringPipeline
import NIOCore
import NIOHTTP1

/// Posts to one interface of New Relic for one account, and says what an answer means.
///
/// No failure shows the key, nor another header's value: also not if the answer repeats it.
struct NewRelicConnection: Sendable {
    /// Bodies larger than this are compressed.
    private static let compressionThreshold = 1000

    private let endpoint: NewRelicEndpoint
    private let client: HTTPClient
    private let timeout: Duration
    /// Host and port, for messages.
    private let place: String
    private let headers: HTTPHeaders
    private let secrets: [String]

    init(_ endpoint: NewRelicEndpoint, client: HTTPClient, timeout: Duration) {
        self.endpoint = endpoint
        self.client = client
        self.timeout = timeout
        place = Self.place(endpoint.url)
        var headers: HTTPHeaders = ["Content-Type": "application/json"]
        for header in endpoint.headers { headers.replaceOrAdd(name: header.name, value: header.value) }
        // The account's own key wins.
        headers.replaceOrAdd(name: "Api-Key", value: endpoint.key)
        self.headers = headers
        // Shorter ones would only make holes in the text.
        secrets =
            ([endpoint.key, NewRelicEndpoint.query(of: endpoint.url)].compactMap(\.self) + endpoint.headers.map(\.value))
            .filter { $0.utf8.count >= 4 }
    }

    func post(_ body: [UInt8]) async throws(DeliveryFailure) {
        var request = HTTPClientRequest(url: endpoint.url)
        request.method = .POST
        request.headers = headers
        if body.count > Self.compressionThreshold, let compressed = Gzip.compress(body) {
            request.headers.replaceOrAdd(name: "Content-Encoding", value: "gzip")
            request.body = .bytes(ByteBuffer(bytes: compressed))
        } else {
            request.body = .bytes(ByteBuffer(bytes: body))
        }
        let answer: HTTPExchange.Answer
        do {
            answer = try await HTTPExchange.run(
                request, with: client, through: endpoint.proxyHost, deadline: timeout, maximumBodySize: 1 << 20)
        } catch {
            throw DeliveryFailure(
                .temporary(retryAfter: nil), text("\(error)"), category: .init(error.kind))
        }
        guard !(200..<300).contains(answer.status) else { return }
        throw failure(answer)
    }

    /// Which answers are worth another try, and which others come from what was sent.
    private func failure(_ answer: HTTPExchange.Answer) -> DeliveryFailure {
        let kind: DeliveryFailure.Kind
        switch answer.status {
        case 408, 429, 500...: kind = .temporary(retryAfter: answer.retryAfter)
        // A key can be mended, and an account be paid, while the program runs.
        case 401, 403: kind = .temporary(retryAfter: nil)
        // Something else answers than New Relic: a login page on the way, for example.
        case ..<400: kind = .temporary(retryAfter: nil)
        // A part of it may be good, or small enough.
        case 400, 413, 422: kind = .permanent
        default: kind = .refused
        }
        return DeliveryFailure(
            kind, text("HTTP status \(answer.status): \(Self.reason(answer))"),
            category: .init(httpStatus: answer.status), httpStatus: answer.status)
    }

    private func text(_ cause: String) -> String {
        let shown = secrets.reduce(cause) { $0.replacing($1, with: "**********") }
        return "New Relic at \(place), account \(endpoint.account): \(shown)"
    }

    /// What the status means here, and the service's own words, if it has any.
    private static func reason(_ answer: HTTPExchange.Answer) -> String {
        let meaning =
            switch answer.status {
            case ..<400: "a redirect, which is not followed; is the URL right?"
            case 401, 403: "the key is not accepted; is it an insert key of this account, and the URL of its region?"
            case 404, 405: "no such interface or account; are URL and account ID right?"
            case 413: "too much at once"
            case 429: "too many requests"
            case 500...: "the service cannot take it now"
            default: "not accepted"
            }
        guard let error = try? JSONDecoder().decode(ErrorAnswer.self, from: Data(answer.body)),
            let words = error.words, !words.isEmpty
        else { return meaning }
        let line = words.unicodeScalars.prefix(300).map { $0.value < 0x20 || $0.value == 0x7F ? " " : String($0) }
        return "\(meaning) (\(line.joined()))"
    }

    /// Scheme, path and query may tell who the account is.
    private static func place(_ url: String) -> String {
        let rest = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        return String(authority.split(separator: "@").last ?? "")
    }

    /// `{"error": "…"}`, `{"error": {"message": "…"}}` or `{"message": "…"}`.
    private struct ErrorAnswer: Decodable {
        var error: Words?
        var message: String?

        var words: String? { error?.text ?? message }

        struct Words: Decodable {
            var text: String?

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                text =
                    (try? container.decode(String.self)) ?? (try? container.decode(Inner.self))?.message
            }
        }
        struct Inner: Decodable { var message: String? }
    }
}
