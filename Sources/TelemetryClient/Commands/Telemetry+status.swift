// SPDX-License-Identifier: MIT

import TelemetryWire

extension Telemetry {
    /// Whether telemetry is on, who decided, and how it went.
    ///
    /// - Parameter time: seconds since 1970.
    package func status(at time: Int) -> CommandAnswer {
        let state = try? directory.state()
        let history = (try? ReportHistory(lines: directory.historyLines())) ?? ReportHistory(lines: [])
        let last = history.records.last
        let kind: String
        switch identity.kind {
        case .stored, .renewedAfterCopy: kind = "stored"
        case .provided: kind = "from a given secret"
        case .ephemeral: kind = "none yet"
        }
        let start = state?.lastStart.map { "\(UTCMoment($0.time)): \($0.isOn ? "on" : "off: \($0.reason)")" }
        let notice = state?.noticeTime.map { UTCMoment($0).description }
        let first = state?.noticeTime.map {
            UTCMoment($0 + Int(options.gracePeriod.components.seconds)).description
        }
        let rows: [(label: String, name: String, value: String?)] = [
            ("Telemetry", "telemetry", verdict.isOn ? "on" : "off"),
            ("Decided by", "decidedBy", verdict.isOn ? "no switch says no" : verdict.reason),
            ("As the program saw it", "lastStart", start),
            ("ID", "id", identity.maySend ? identity.id : nil),
            ("Kind of ID", "kindOfID", kind),
            ("Collector", "collector", options.collector?.base),
            ("Proxy", "proxy", (try? proxy)?.description),
            ("Notice first shown", "noticeShown", notice),
            ("Nothing sent before", "graceEnds", first),
            ("Last report", "lastReport", last.map { "\($0.time) \($0.state)" }),
            ("Folder", "folder", directory.path),
        ]
        let width = rows.map(\.label.count).max() ?? 0
        var lines = rows.map { row in
            row.label + String(repeating: " ", count: width - row.label.count) + " : " + (row.value ?? "-")
        }
        lines += notes.map { "note: \($0)" }
        return CommandAnswer(
            lines,
            rows.map { JSONValue.Member($0.name, .optional($0.value)) }
                + [.init("notes", .array(notes.map { .string($0) }))])
    }

    /// What somebody who looks should know beside it.
    package var notes: [String] {
        var notes: [String] = []
        if case .ephemeral(let reason) = identity.kind { notes.append(reason) }
        if case .off(let reason) = verdict { notes.append("telemetry is off, so nothing is sent: \(reason)") }
        if verdict.isOn, options.collector == nil { notes.append("no collector is configured, so nothing is sent") }
        do { _ = try proxy } catch { notes.append("nothing is sent: \(error)") }
        // A stored choice that was made since is no surprise.
        if verdict != .off(because: .storedChoice), let start = (try? directory.state())?.lastStart,
            start.isOn != verdict.isOn
        {
            notes.append(
                "the program saw other switches when it started than this shell has; it looks at the stored choice "
                    + "before each report, and at all others when it starts")
        }
        return notes
    }

    /// Stores the choice "no". It holds for the running service, too, from its next look on, which comes before each report.
    package func disable() throws(CommandFailure) -> CommandAnswer {
        do throws(TelemetryStateFailure) {
            try directory.prepare()
            try directory.update { state throws(TelemetryStateFailure) in state.isDisabled = true }
        } catch { throw CommandFailure(error) }
        return CommandAnswer(
            ["Telemetry is disabled. Nothing is sent any more, also by a program that runs now."],
            [.init("telemetry", .string("off"))])
    }

    /// Takes a stored "no" back, and nothing else: every other switch still counts.
    package func enable() throws(CommandFailure) -> CommandAnswer {
        do throws(TelemetryStateFailure) {
            // Where nothing was ever stored, there is nothing to take back.
            if try directory.state().isDisabled {
                try directory.update { state throws(TelemetryStateFailure) in state.isDisabled = false }
            }
        } catch { throw CommandFailure(error) }
        var others = options
        others.isOffForThisRun = false
        let now = Self.verdict(others, directory)
        return CommandAnswer(
            [
                now.isOn
                    ? "The stored \"no\" is taken back. A program that was started without it goes on at its next report; "
                        + "one that was started with it must be started again."
                    : "The stored \"no\" is taken back, but telemetry stays off: \(now.reason)."
            ], [.init("telemetry", .string(now.isOn ? "on" : "off")), .init("decidedBy", .string(now.reason))])
    }
}
