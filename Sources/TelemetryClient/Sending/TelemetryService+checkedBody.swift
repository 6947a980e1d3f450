// SPDX-License-Identifier: MIT

import TelemetryWire

extension TelemetryService {
    /// The exact bytes of a report, if they follow the published list: the closed world holds on this side, too.
    ///
    /// - Parameter time: seconds since 1970.
    func checkedBody(of report: TelemetryReport, at time: Int) throws(UnlistedContent) -> [UInt8] {
        let body = report.encoded(at: HourTimestamp(secondsSinceEpoch: time), of: self)
        do { _ = try MessageReader.readV2(body, services: [self]) } catch {
            guard case .violations(let violations) = error else { throw UnlistedContent(violations: []) }
            throw UnlistedContent(violations: violations)
        }
        return body
    }
}

/// A report has something that the published list does not allow, so it is not sent. Tells the places, never the values.
struct UnlistedContent: Error, Equatable, CustomStringConvertible {
    var violations: [Violation]

    var description: String {
        "the report does not follow the published list: "
            + violations.prefix(3).map { "\($0.field): \($0.rule)" }.joined(separator: "; ")
    }
}
