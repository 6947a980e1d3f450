// SPDX-License-Identifier: MIT

import HTTPExchange
import NIOHTTP1
import TelemetryWire

/// What became of one attempt to send a report.
enum SendOutcome: Sendable, Equatable {
    /// The collector has it. A receipt proves which bytes it has.
    case accepted(Receipt?)
    /// Sign again with a counter above this one.
    case counterUsed(last: UInt64)
    /// The collector will never take this report.
    case refused(String)
    /// Try again, not before the time the collector asked for.
    case later(String, retryAfter: Duration?)

    /// Sends a request and reads the answer.
    init(of request: CollectorRequest, over connection: CollectorConnection) async {
        do throws(HTTPExchangeFailure) { self.init(try await connection.send(request)) } catch { self.init(error) }
    }

    /// Reads the collector's answer. A 4xx is final, but for a 409 that names a counter, 408 and 429.
    init(_ answer: HTTPExchange.Answer) {
        let wait = answer.headers.first(name: "Retry-After").flatMap { Int($0) }.map {
            Duration.seconds(min(max($0, 0), 7 * 86_400))
        }
        switch answer.status {
        case 200..<300:
            // An empty answer gives no receipt. Anything else that is none comes from somebody in between.
            if answer.body.isEmpty {
                self = .accepted(nil)
            } else if let receipt = Receipt(answer.body) {
                self = .accepted(receipt)
            } else {
                self = .later(
                    "something that is not a collector answered with HTTP status \(answer.status)", retryAfter: nil)
            }
        case 300..<400:
            self = .later(
                "HTTP status \(answer.status): a redirect, which is not followed; the collector's address must be its own",
                retryAfter: nil)
        case 409:
            if let last = Self.lastCounter(answer) {
                self = .counterUsed(last: last)
            } else {
                self = .refused(Self.reason(answer))
            }
        case 408, 429, 500...: self = .later(Self.reason(answer), retryAfter: wait)
        default: self = .refused(Self.reason(answer))
        }
    }

    init(_ failure: HTTPExchangeFailure) { self = .later(failure.message, retryAfter: nil) }

    /// The counter that a 409 names, if it is one that may be counted on from.
    static func lastCounter(_ answer: HTTPExchange.Answer) -> UInt64? {
        guard answer.status == 409, let last = (try? JSONParser.parse(answer.body))?["lastCounter"]?.integer, last >= 0,
            UInt64(last) < TelemetryState.largestCounter
        else { return nil }
        return UInt64(last)
    }

    /// Which of the collectors' problems it is; `nil` if the answer is somebody else's.
    static func problem(_ answer: HTTPExchange.Answer) -> Substring? {
        let prefix = "urn:butler-telemetry:"
        guard case .string(let type)? = (try? JSONParser.parse(answer.body))?["type"], type.hasPrefix(prefix) else {
            return nil
        }
        return type.dropFirst(prefix.count)
    }

    /// The collector's own words if they are problem details, cut to a line that a terminal can bear; else the status.
    static func reason(_ answer: HTTPExchange.Answer) -> String {
        guard problem(answer) != nil, let details = try? JSONParser.parse(answer.body),
            case .string(let title)? = details["title"]
        else { return "HTTP status \(answer.status) in an answer that is not a collector's" }
        var text = "HTTP status \(answer.status): \(PlainText.of(title, upTo: 200))"
        if case .array(let errors)? = details["errors"] {
            for case .object(let members) in errors.prefix(3) {
                let error = JSONValue.object(members)
                guard case .string(let field)? = error["field"], case .string(let rule)? = error["rule"] else {
                    continue
                }
                text += " \(PlainText.of(field, upTo: 80)): \(PlainText.of(rule, upTo: 120));"
            }
        }
        return text.hasSuffix(";") ? String(text.dropLast()) : text
    }
}
