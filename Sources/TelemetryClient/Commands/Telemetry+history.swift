// SPDX-License-Identifier: MIT

import HTTPExchange
import TelemetryWire

extension Telemetry {
    private func records() throws(CommandFailure) -> ReportHistory {
        do { return ReportHistory(lines: try directory.historyLines()) } catch { throw CommandFailure(error) }
    }

    /// Every report that left, with its exact bytes and what the collector said.
    package func history() throws(CommandFailure) -> CommandAnswer {
        let history = try records()
        var lines: [String] = []
        for record in history.records {
            lines.append(
                "\(record.time)  \(record.state)  counter \(record.report.counter)\(Self.detail(record.answer))")
            lines.append("  \(String(decoding: record.report.body, as: UTF8.self))")
        }
        if history.damagedLines > 0 { lines.append("\(history.damagedLines) damaged lines were left out") }
        if lines.isEmpty { lines = ["Nothing was ever sent from here."] }
        let reports = history.records.map { record in
            JSONValue.object([
                .init("time", .string(record.time)), .init("state", .string(record.state)),
                .init("counter", .number(String(record.report.counter))),
                .init("body", .string(String(decoding: record.report.body, as: UTF8.self))),
                .init("detail", .string(String(Self.detail(record.answer).dropFirst(2)))),
            ])
        }
        return CommandAnswer(
            lines,
            [.init("reports", .array(reports)), .init("damagedLines", .number(String(history.damagedLines)))])
    }

    private static func detail(_ answer: HistoryAnswer?) -> String {
        switch answer {
        case .accepted(let receipt?): ", receipt of \(receipt.received)"
        case .accepted(nil): ", without a receipt"
        case .refused(let reason), .unanswered(let reason): ", \(reason)"
        case nil: ""
        }
    }

    /// Checks the history: each signature, each receipt against the bytes that left, the counters, and the published list.
    package func verify() throws(CommandFailure) -> CommandAnswer {
        let history = try records()
        var problems = history.records.flatMap { record in
            Self.problems(of: record, options.service).map { "\(record.time), counter \(record.report.counter): \($0)" }
        }
        var last: [[UInt8]: UInt64] = [:]
        for record in history.records {
            let (key, counter) = (record.report.key, record.report.counter)
            if let earlier = last[key], counter <= earlier {
                problems.append("\(record.time): the counter \(counter) does not follow \(earlier)")
            }
            last[key] = max(counter, last[key] ?? 0)
        }
        if history.damagedLines > 0 { problems.append("\(history.damagedLines) lines are damaged") }
        let proven = history.records.filter { if case .accepted(.some)? = $0.answer { true } else { false } }.count
        return Self.answer(
            ["Reports: \(history.records.count), with a receipt: \(proven)."], problems,
            good: "Every signature is right, and every receipt names the bytes that were sent.")
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

    private static func answer(_ lines: [String], _ problems: [String], good: String) -> CommandAnswer {
        CommandAnswer(
            lines + (problems.isEmpty ? [good] : problems.map { "PROBLEM: \($0)" }),
            [
                .init("isGood", .boolean(problems.isEmpty)),
                .init("problems", .array(problems.map { .string($0) })),
            ], isWell: problems.isEmpty)
    }

    /// Reads back what the collector holds about this installation, and compares it with the history. Sends a request.
    package func verifyOnline() async throws(CommandFailure) -> CommandAnswer {
        let answer = try await ask { signer, floor throws(TelemetryStateFailure) in try signer.read(above: floor) }
        if answer.status == 404, SendOutcome.problem(answer) == "nothing-stored" {
            return Self.answer(
                ["The collector holds nothing about this ID."], [], good: "So there is nothing to compare.")
        }
        guard answer.status == 200, let stored = StoredInstallation(answer.body) else {
            throw CommandFailure("the collector did not answer the question: \(SendOutcome.reason(answer))")
        }
        let mine = try records().records.filter { $0.report.body.isEmpty == false }
        var problems: [String] = []
        if !mine.contains(where: { $0.report.digest == stored.lastBody.sha256 }) {
            problems.append("the newest report that it holds is not in the history here")
        }
        let told = Set(mine.compactMap { Self.state(in: $0.report.body) })
        var lines = ["The collector holds \(stored.periods.count) periods about this ID:"]
        for period in stored.periods {
            let state = JSONWriter.encode(period.data)
            lines.append("\(period.first) to \(period.last)  \(String(decoding: state, as: UTF8.self))")
            if !told.contains(state) { problems.append("the period from \(period.first) was never reported from here") }
        }
        return Self.answer(lines, problems, good: "All of it was reported from here.")
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

    /// Sends a signed request, once more with a greater counter if the collector knows a greater one.
    func ask(
        _ make: (MessageSigner, _ floor: UInt64) throws(TelemetryStateFailure) -> CollectorRequest
    ) async throws(CommandFailure) -> HTTPExchange.Answer {
        guard identity.maySend else {
            if case .ephemeral(let reason) = identity.kind { throw CommandFailure(reason) }
            throw CommandFailure("there is no stored identity")
        }
        let connection: CollectorConnection?
        do { connection = try self.connection() } catch { throw CommandFailure(error.description) }
        guard let connection else { throw CommandFailure("no collector is configured: there is nobody to ask") }
        var floor: UInt64 = 0
        for _ in 0..<2 {
            let request: CollectorRequest
            do { request = try make(signer, floor) } catch { throw CommandFailure(error) }
            let answer: HTTPExchange.Answer
            do { answer = try await connection.send(request) } catch {
                throw CommandFailure("\(connection.collector) cannot be reached: \(error)")
            }
            guard let last = SendOutcome.lastCounter(answer) else { return answer }
            floor = last
        }
        throw CommandFailure("the collector refuses every counter")
    }
}
