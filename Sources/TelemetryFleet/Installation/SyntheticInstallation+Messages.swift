// SPDX-License-Identifier: MIT

import Crypto
import Foundation
import TelemetryStore
package import TelemetryWire

extension SyntheticInstallation {
    /// A message as it goes to a collector.
    package enum Message: Sendable, Equatable {
        /// Version 2 or later, to `TelemetryHTTP.reportPath`.
        case signed(SignedReport)
        /// Version 1, to `TelemetryHTTP.legacyReportPath`: the body alone.
        case unsigned([UInt8])
    }

    /// What it sends on a day; `nil` if it is silent.
    ///
    /// - Parameter counter: has to grow from message to message.
    package func message(on day: UTCDay, counter: UInt64) throws -> Message? {
        guard let report = report(on: day) else { return nil }
        let time = HourTimestamp(secondsSinceEpoch: day.number * 86_400)
        guard let key = try signingKey() else { return .unsigned(Self.version1(report, at: time)) }
        let body = report.encoded(at: time)
        let signature = try key.signature(for: SignedMessage.report(body).bytes(counter: counter))
        return .signed(
            SignedReport(
                key: Array(key.publicKey.rawRepresentation), counter: counter, signature: Array(signature), body: body))
    }

    /// The published message: `{"ts", "data"}`.
    private static func version1(_ report: TelemetryReport, at time: HourTimestamp) -> [UInt8] {
        guard case .object(var members) = FleetState(report).data,
            let index = members.firstIndex(where: { $0.name == "system" }),
            case .object(let system) = members[index].value
        else { return [] }
        members[index] = .init("system", .object([.init("id", .string(report.system.id))] + system))
        return JSONWriter.encode(.object([.init("ts", .string(time.description)), .init("data", .object(members))]))
    }
}
