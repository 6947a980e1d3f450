// SPDX-License-Identifier: MIT

import HTTPExchange
import TelemetryWire

extension Telemetry {
    /// Checks the history: each signature, each receipt against the bytes that left, the counters, and the published list.
    public func verify() throws(CommandFailure) -> CommandAnswer {
        let history = try reportHistory()
        var problems = history.records.flatMap { record in
            Self.problems(of: record, options.service).map { "\(record.time), counter \(record.report.counter): \($0)" }
        }
        // For each key by itself: a new ID in between begins again at one.
        var last: [[UInt8]: UInt64] = [:]
        for record in history.records {
            let (key, counter) = (record.report.key, record.report.counter)
            if let earlier = last[key], counter <= earlier {
                problems.append("\(record.time): the counter \(counter) does not follow \(earlier)")
            }
            last[key] = max(counter, last[key] ?? 0)
        }
        if history.damagedLines > 0 { problems.append("damaged lines: \(history.damagedLines)") }
        let proven = history.records.filter { if case .accepted(.some)? = $0.answer { true } else { false } }.count
        return Self.answer(
            ["Reports: \(history.records.count), with a receipt: \(proven)."], problems,
            good: history.records.isEmpty
                ? "There is nothing to check."
                : "Every signature is right, and every receipt names the bytes that were sent.",
            [.init("reports", .count(history.records.count)), .init("receipts", .count(proven))])
    }

    private static func problems(of record: ReportHistory.Record, _ service: TelemetryService) -> [String] {
        var problems: [String] = []
        if !record.report.isSignatureValid { problems.append("the signature is not of these bytes") }
        if (try? MessageReader.readV2(record.report.body, services: [service])) == nil {
            problems.append("the body does not follow the published list")
        }
        if case .accepted(let receipt?)? = record.answer, receipt.sha256 != record.report.digest {
            problems.append("the receipt is for other bytes")
        }
        return problems
    }

    private static func answer(
        _ lines: [String], _ problems: [String], good: String, _ members: [JSONValue.Member] = []
    ) -> CommandAnswer {
        CommandAnswer(
            lines + (problems.isEmpty ? [good] : problems.map { "PROBLEM: \($0)" }),
            [
                .init("isGood", .boolean(problems.isEmpty)),
                .init("problems", .array(problems.map { .string($0) })),
            ] + members, isWell: problems.isEmpty)
    }

    /// Reads back what the collector holds about this installation, and compares it with the history. Sends a request.
    public func verifyOnline() async throws(CommandFailure) -> CommandAnswer {
        let answer = try await ask { signer, floor throws(TelemetryStateFailure) in try signer.read(above: floor) }
        // A 404 of something else says nothing about what the collector holds.
        if answer.status == 404, SendOutcome.problem(answer) == "nothing-stored" {
            return Self.answer(
                ["The collector holds nothing about this ID."], [], good: "So there is nothing to compare.")
        }
        guard answer.status == 200, let stored = StoredInstallation(answer.body) else {
            throw CommandFailure("the collector did not answer the question: \(SendOutcome.reason(answer))")
        }
        var lines = [
            "The collector holds, beside a keyed hash of the ID and the public key:",
            "the last message: counter \(stored.counter); the last report: received \(stored.lastBody.received), SHA-256 "
                + Hex.encode(stored.lastBody.sha256),
            "the first report: \(stored.firstSeen)"
                + (stored.isSeenAgain ? "" : "; none on another day yet, so it is in no published figure"),
        ]
        for period in stored.periods {
            let data = String(decoding: JSONWriter.encode(period.data), as: UTF8.self)
            lines.append("\(period.first) to \(period.last)  \(data)")
        }
        let members: [JSONValue.Member] = [.init("held", (try? JSONParser.parse(answer.body)) ?? .null)]
        let history = try reportHistory()
        if identity.kind == .provided {
            return Self.answer(lines, [], good: "There is no history here to compare it with.", members)
        }
        return Self.answer(
            lines, Self.differences(between: stored, and: history), good: "All of it was reported from here.", members)
    }

    private static func differences(between stored: StoredInstallation, and history: ReportHistory) -> [String] {
        var problems: [String] = []
        if !history.records.contains(where: { $0.report.digest == stored.lastBody.sha256 }) {
            problems.append("the newest report that it holds is not in the history here")
        }
        let told = Set(history.records.compactMap { state(in: $0.report.body) })
        // The beginning of a long history has fallen off, and what was told then cannot be compared any more.
        let start = history.records.first?.time.prefix(10) ?? ""
        for period in stored.periods where period.last.description >= start {
            if !told.contains(JSONWriter.encode(period.data)) {
                problems.append("the period from \(period.first) was never reported from here")
            }
        }
        return problems
    }

    /// The `data` of a message without the ID, as the collector gives it back.
    private static func state(in body: [UInt8]) -> [UInt8]? {
        guard let root = try? JSONParser.parse(body), case .object(let members)? = root["data"] else { return nil }
        let rest = members.map { member -> JSONValue.Member in
            guard member.name == "system", case .object(let system) = member.value else { return member }
            return .init("system", .object(system.filter { $0.name != "id" }))
        }
        return JSONWriter.encode(.object(rest))
    }
}
