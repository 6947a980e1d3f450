// SPDX-License-Identifier: MIT

import TelemetryWire

extension Telemetry {
    /// Signs the report that would be sent now, as a line for a file that somebody carries to the collector's operator.
    ///
    /// - Parameter time: seconds since 1970.
    public func export(at time: Int) throws(CommandFailure) -> String {
        if let reason = verdict.reason {
            throw CommandFailure("telemetry is off, so nothing is exported: \(options.words(for: reason))")
        }
        if case .ephemeral(let reason) = identity.kind { throw CommandFailure(reason) }
        let body: [UInt8]
        do throws(UnlistedContent) { body = try checkedBody(id: identity.id, at: time) } catch {
            throw CommandFailure(error.description)
        }
        do throws(TelemetryStateFailure) {
            let report = try signer.report(body)
            if identity.kind != .provided {
                try directory.appendHistory(HistoryEntry.exported(report).line(at: time), of: identity.id)
            }
            return String(decoding: report.line, as: UTF8.self)
        } catch { throw CommandFailure(error) }
    }
}
