// SPDX-License-Identifier: MIT

import Foundation
package import TelemetryWire

/// One line of the history: a report that leaves, or what the collector said to one.
package enum HistoryEntry: Sendable, Equatable {
    /// Written before the first byte leaves: what cannot be shown later is not sent.
    case sent(SignedReport)
    /// Written into a file for the collector's operator.
    case exported(SignedReport)
    /// What became of the report with this key and counter.
    case answered(key: [UInt8], counter: UInt64, HistoryAnswer)

    /// One JSON object without a line end.
    ///
    /// - Parameter time: seconds since 1970.
    package func line(at time: Int) -> String {
        var members: [JSONValue.Member] = [.init("time", .string(UTCMoment(time).description))]
        switch self {
        case .sent(let report): members += [.init("event", .string("sent"))] + Self.members(of: report)
        case .exported(let report): members += [.init("event", .string("exported"))] + Self.members(of: report)
        case .answered(let key, let counter, let answer):
            members += [
                .init("event", .string(answer.event)), .init("key", .string(Base64URL.encode(key))),
                .init("counter", .number(String(counter))),
            ]
            switch answer {
            case .accepted(let receipt?):
                if let value = try? JSONParser.parse(receipt.json) { members.append(.init("receipt", value)) }
            case .accepted(nil): break
            case .refused(let reason), .unanswered(let reason): members.append(.init("reason", .string(reason)))
            }
        }
        return String(decoding: JSONWriter.encode(.object(members)), as: UTF8.self)
    }

    /// Reads a line; `nil` if it is damaged.
    package static func read(_ line: Substring) -> (time: String, entry: HistoryEntry)? {
        guard let root = try? JSONParser.parse(Array(line.utf8)), case .string(let time)? = root["time"],
            UTCMoment(time) != nil, case .string(let event)? = root["event"],
            case .string(let keyText)? = root["key"], let key = Base64URL.decode(keyText), key.count == 32,
            let number = root["counter"]?.integer, let counter = UInt64(exactly: number)
        else { return nil }
        switch event {
        case "sent", "exported":
            guard case .string(let text)? = root["signature"], let signature = Base64URL.decode(text),
                signature.count == 64, case .string(let body)? = root["body"]
            else { return nil }
            let report = SignedReport(key: key, counter: counter, signature: signature, body: Array(body.utf8))
            return (time, event == "sent" ? .sent(report) : .exported(report))
        case "accepted":
            guard let value = root["receipt"] else {
                return (time, .answered(key: key, counter: counter, .accepted(nil)))
            }
            guard let receipt = Receipt(JSONWriter.encode(value)) else { return nil }
            return (time, .answered(key: key, counter: counter, .accepted(receipt)))
        case "refused", "unanswered":
            guard case .string(let reason)? = root["reason"] else { return nil }
            return (
                time,
                .answered(key: key, counter: counter, event == "refused" ? .refused(reason) : .unanswered(reason))
            )
        default: return nil
        }
    }

    /// The body stands there as text: it is what people want to read.
    private static func members(of report: SignedReport) -> [JSONValue.Member] {
        [
            .init("key", .string(Base64URL.encode(report.key))), .init("counter", .number(String(report.counter))),
            .init("signature", .string(Base64URL.encode(report.signature))),
            .init("body", .string(String(decoding: report.body, as: UTF8.self))),
        ]
    }
}

/// What the collector said to a report.
package enum HistoryAnswer: Sendable, Equatable {
    /// It has it; a receipt proves which bytes.
    case accepted(Receipt?)
    case refused(String)
    /// Nothing came back, so it may have it or not.
    case unanswered(String)

    package var event: String {
        switch self {
        case .accepted: "accepted"
        case .refused: "refused"
        case .unanswered: "unanswered"
        }
    }
}

/// A second in UTC, as the history tells it: `2026-11-22T13:05:09Z`.
package struct UTCMoment: Sendable, Equatable, CustomStringConvertible {
    package let description: String

    /// - Parameter seconds: since 1970.
    package init(_ seconds: Int) {
        let day = UTCDay(secondsSinceEpoch: seconds)
        let rest = seconds - day.number * 86_400
        let parts = [rest / 3600, rest / 60 % 60, rest % 60].map { ($0 < 10 ? "0" : "") + String($0) }
        description = "\(day)T\(parts.joined(separator: ":"))Z"
    }

    /// `nil` if the text is not a moment.
    package init?(_ text: String) {
        guard text.utf8.count == 20, HourTimestamp(text) != nil else { return nil }
        description = text
    }
}
