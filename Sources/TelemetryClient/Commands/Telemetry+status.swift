// SPDX-License-Identifier: MIT

import HTTPExchange
import TelemetryWire

extension Telemetry {
    /// Whether telemetry is on, who decided, and how it went. Not well if the state cannot be read: then nobody can tell.
    ///
    /// - Parameters:
    ///   - time: seconds since 1970.
    ///   - isRunning: whether the service runs now; `nil` if that is not known.
    public func status(at time: Int, isRunning: Bool? = nil) -> CommandAnswer {
        let state: TelemetryState
        do { state = try directory.state() } catch { return unreadable(error) }
        let last = (try? ReportHistory(lines: directory.historyLines()))?.records.last
        let start = state.lastStart
        let rows: [(label: String, value: String?)] = [
            ("Telemetry", verdict.isOn ? "on" : "off"),
            ("Decided by", reason),
            ("The program", isRunning.map { $0 ? "runs" : "does not run" }),
            ("At its last start", start.map { "\(UTCMoment($0.time)): \($0.isOn ? "on" : "off: \($0.reason)")" }),
            ("ID", identity.maySend ? identity.id : nil),
            ("Kind of ID", kindOfID),
            ("Collector", options.collector?.base),
            ("Proxy", (try? proxy)?.description),
            ("Notice first shown", state.noticeTime.map { UTCMoment($0).description }),
            ("Nothing sent before", graceEnd(state).map { UTCMoment($0).description }),
            ("Next report about", nextReport(state, time).map { UTCMoment($0).description }),
            ("Last report", last.map { "\($0.time) \($0.state)" }),
            ("Folder", directory.path),
        ]
        let width = rows.map(\.label.count).max() ?? 0
        let lines = rows.map { row in
            row.label + String(repeating: " ", count: width - row.label.count) + " : " + (row.value ?? "-")
        }
        let members: [JSONValue.Member] = [
            .init("telemetry", .string(verdict.isOn ? "on" : "off")),
            .init("switch", .optional(verdict.reason?.code)),
            .init("isRunning", isRunning.map { .boolean($0) } ?? .null),
            .init("lastStart", start.map(Self.json) ?? .null),
            .init("id", .optional(identity.maySend ? identity.id : nil)),
            .init("kindOfID", .string(kindOfID)),
            .init("collector", .optional(options.collector?.base)),
            .init("proxy", .optional((try? proxy)?.description)),
            .init("noticeShown", .optional(state.noticeTime.map { UTCMoment($0).description })),
            .init("graceEnds", .optional(graceEnd(state).map { UTCMoment($0).description })),
            .init("nextReport", .optional(nextReport(state, time).map { UTCMoment($0).description })),
            .init(
                "lastReport",
                last.map { .object([.init("time", .string($0.time)), .init("state", .string($0.state))]) } ?? .null),
            .init("folder", .string(directory.path)), .init("notes", .array(notes.map { .string($0) })),
        ]
        return CommandAnswer(lines + notes.map { "note: \($0)" }, members)
    }

    /// Which switch decided, in a few words.
    package var reason: String { verdict.reason.map(options.words) ?? "no switch says no" }

    private func unreadable(_ failure: TelemetryStateFailure) -> CommandAnswer {
        CommandAnswer(
            ["Telemetry : unknown", "PROBLEM: \(failure)", "As long as this is so, nothing is sent."],
            [.init("telemetry", .string("unknown")), .init("problem", .string(failure.description))], isWell: false)
    }

    private var kindOfID: String {
        switch identity.kind {
        case .stored, .renewedAfterCopy: "stored"
        case .provided: "from a given secret"
        case .ephemeral: "none yet"
        }
    }

    private static func json(_ start: TelemetryState.LastStart) -> JSONValue {
        .object([
            .init("time", .string(UTCMoment(start.time).description)), .init("isOn", .boolean(start.isOn)),
            .init("reason", .string(start.reason)),
        ])
    }

    private func graceEnd(_ state: TelemetryState) -> Int? {
        state.noticeTime.map { $0 + Int(options.gracePeriod.components.seconds) }
    }

    /// When a report is due, if all stays as it is; `nil` if none is.
    private func nextReport(_ state: TelemetryState, _ time: Int) -> Int? {
        guard isSending else { return nil }
        if let end = graceEnd(state), end > time { return end }
        let phase = identity.secret.phase(within: ReportSchedule.period, of: options.service.name)
        return time + Int(ReportSchedule(phase: phase).wait(from: time).components.seconds)
    }

    /// What somebody who looks should know beside it.
    public var notes: [String] {
        var notes: [String] = []
        if case .ephemeral(let reason) = identity.kind { notes.append("the ID is only an example: \(reason)") }
        if let reason = verdict.reason {
            notes.append("telemetry is off, so nothing is sent: \(options.words(for: reason))")
        } else if options.collector == nil {
            notes.append("no collector is configured, so nothing is sent")
        } else if let obstacle {
            notes.append("nothing is sent: \(obstacle)")
        }
        // A stored choice that was made since is no surprise.
        if verdict.reason != .storedChoice, let start = (try? directory.state())?.lastStart,
            start.isOn != verdict.isOn
        {
            notes.append(
                "at its last start the program saw other switches than this shell has, and those count for it; the stored "
                    + "choice is looked at before each report, all others at the start")
        }
        return notes
    }
}
