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

    /// Reads the collector's answer. Only a 409 that says so, 429 and server errors are worth another try.
    init(_ answer: HTTPExchange.Answer) {
        let wait = answer.headers.first(name: "Retry-After").flatMap { Int($0) }.map {
            Duration.seconds(min(max($0, 0), 7 * 86_400))
        }
        switch answer.status {
        case 200..<300: self = .accepted(Receipt(answer.body))
        case 409:
            let last = (try? JSONParser.parse(answer.body))?["lastCounter"]?.integer
            if let last, last >= 0, UInt64(last) < TelemetryState.largestCounter {
                self = .counterUsed(last: UInt64(last))
            } else {
                self = .refused(Self.reason(answer))
            }
        case 429, 500...: self = .later(Self.reason(answer), retryAfter: wait)
        default: self = .refused(Self.reason(answer))
        }
    }

    init(_ failure: HTTPExchangeFailure) { self = .later(failure.message, retryAfter: nil) }

    /// The collector's own words if they are problem details, cut to a line; else the status.
    private static func reason(_ answer: HTTPExchange.Answer) -> String {
        guard case .object? = try? JSONParser.parse(answer.body), let problem = try? JSONParser.parse(answer.body),
            case .string(let title)? = problem["title"]
        else { return "HTTP status \(answer.status)" }
        return "HTTP status \(answer.status): \(title.prefix(200))"
    }
}
