// SPDX-License-Identifier: MIT

import Foundation
import TelemetryWire

@testable import TelemetryClient

/// Compares two whole requests byte for byte, but for the five things that are an installation's own: ID, time, key,
/// counter and signature. Those may differ only in the one form that each has, so that nothing else fits in.
enum RequestComparison {
    /// What is different, or is in neither request what it has to be; empty if there is nothing to say.
    ///
    /// - Parameter times: when each was made, in seconds since 1970: the hour of that is the only time that may be
    ///   told.
    static func differences(
        _ first: WholeRequest, _ second: WholeRequest, times: (first: Int, second: Int)
    ) -> [String] {
        let (one, other) = (Masked(first, time: times.first), Masked(second, time: times.second))
        var differences = one.flaws + other.flaws
        if one.request.method != other.request.method { differences.append("the method") }
        if one.request.url != other.request.url { differences.append("the address") }
        if one.request.headers != other.request.headers {
            differences.append("the headers: \(Self.names(one.request)) and \(Self.names(other.request))")
        }
        let (body, otherBody) = (one.request.body, other.request.body)
        if body != otherBody {
            let place = zip(body, otherBody).prefix { $0 == $1 }.count
            let parts = [body, otherBody].map {
                String(decoding: $0.dropFirst(max(0, place - 20)).prefix(60), as: UTF8.self)
            }
            differences.append("the body from byte \(place) on: \(parts[0]) and \(parts[1])")
        }
        return differences
    }

    private static func names(_ request: WholeRequest) -> String { request.headers.map(\.name).joined(separator: ", ") }

    /// A request in which a mark stands for each of the five, if it has the right form; else it stays as it is.
    private struct Masked {
        var request: WholeRequest
        var flaws: [String] = []

        init(_ request: WholeRequest, time: Int) {
            self.request = request
            let message = request.message
            maskBody("ts", message?["ts"]) { $0 == HourTimestamp(secondsSinceEpoch: time).description }
            maskBody("id", message?["data"]?["system"]?["id"], Self.isID)
            let isSigned = SignedReport(request)?.isSignatureValid ?? false
            maskHeader(TelemetryHTTP.signatureHeader) { isSigned && Self.isBase64($0, of: 64) }
            maskHeader(TelemetryHTTP.keyHeader) { isSigned && Self.isBase64($0, of: 32) }
            maskHeader(TelemetryHTTP.counterHeader) { text in
                UInt64(text).map { $0 > 0 && String($0) == text } ?? false
            }
        }

        private static func isID(_ text: String) -> Bool {
            Hex.decode(text).map { $0.count == 32 && Hex.encode($0) == text } ?? false
        }

        /// One spelling of so many bytes: text that decodes to them and is what they encode to.
        private static func isBase64(_ text: String, of count: Int) -> Bool {
            guard let bytes = Base64URL.decode(text) else { return false }
            return bytes.count == count && Base64URL.encode(bytes) == text
        }

        private mutating func maskBody(_ name: String, _ value: JSONValue?, _ isRight: (String) -> Bool) {
            guard case .string(let text)? = value, isRight(text), let place = onlyPlace(of: "\"\(name)\":\"\(text)\"")
            else {
                flaws.append("the member \(name) is not what it has to be")
                return
            }
            request.body.replaceSubrange(place, with: Array("\"\(name)\":*".utf8))
        }

        private func onlyPlace(of text: String) -> Range<Int>? {
            let (body, text) = (Data(request.body), Data(text.utf8))
            guard let place = body.range(of: text), body.range(of: text, in: place.upperBound..<body.count) == nil
            else { return nil }
            return place
        }

        private mutating func maskHeader(_ name: String, _ isRight: (String) -> Bool) {
            let places = request.headers.indices.filter { request.headers[$0].name == name }
            guard let place = places.first, places.count == 1, isRight(request.headers[place].value) else {
                flaws.append("the header \(name) is not what it has to be")
                return
            }
            request.headers[place].value = "*"
        }
    }
}

extension SignedReport {
    /// `nil` if the request lacks a part of the proof, or has it in another form.
    init?(_ request: WholeRequest) {
        guard let key = request.value(of: TelemetryHTTP.keyHeader).flatMap(Base64URL.decode),
            let signature = request.value(of: TelemetryHTTP.signatureHeader).flatMap(Base64URL.decode),
            let counter = request.value(of: TelemetryHTTP.counterHeader).flatMap({ UInt64($0) })
        else { return nil }
        self.init(key: key, counter: counter, signature: signature, body: request.body)
    }
}
