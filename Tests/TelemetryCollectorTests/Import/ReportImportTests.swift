// SPDX-License-Identifier: MIT

import Crypto
import Foundation
import HTTPTypes
import HummingbirdTesting
import MonitoringTestKit
import TelemetryCollector
import TelemetryStore
import TelemetryStoreSQLite
import TelemetryTestKit
import TelemetryWire
import Testing

struct ReportImportTests {
    private let collector = Collector()
    private let sender = Sender()

    private typealias Counts = ReportImport.Counts

    /// Imports a file, and tells which lines were refused and why.
    private func run(
        _ lines: [[UInt8]], into collector: Collector? = nil, history: (any HistoryReader)? = nil, pieces: Int = 4096
    ) async throws -> (counts: Counts, refusals: [ReportImport.Refusal]) {
        let collector = collector ?? self.collector
        var rest = Array(lines.joined(separator: [UInt8(ascii: "\n")]))[...]
        var (counts, refusals) = (Counts(), [ReportImport.Refusal]())
        try await ReportImport(ingest: collector.ingest, history: history ?? collector.store).run(
            reading: {
                defer { rest = rest.dropFirst(pieces) }
                return Array(rest.prefix(pieces))
            }, counting: &counts, refused: { refusals.append($0) })
        return (counts, refusals)
    }

    private func line(_ counter: UInt64, hour: Int = 0, version: String = "0.1.0") throws -> [UInt8] {
        try Sender(key: sender.key, id: sender.id, version: version).exported(counter: counter, hour: hour).line
    }

    /// The spans of the sender, to be asked for once: `-3 0 0.1.0` for one from three days ago until today.
    private func spans(_ sender: Sender? = nil) async -> [String] {
        let sender = sender ?? self.sender
        let proof = Submission.Proof(publicKey: Array(sender.key.publicKey.rawRepresentation), counter: 1 << 40)
        guard
            case .success(let record?) = await collector.store.read(
                Collector.pepper.keyedID(of: sender.id), proof: proof)
        else { return [] }
        return record.spans.map { span in
            let (first, last) = (span.first.number - Collector.today.number, span.last.number - Collector.today.number)
            return "\(first) \(last) \(span.state.serviceVersion)"
        }
    }

    // MARK: What is taken

    @Test func `counts each report on the day of its own time`() async throws {
        let result = try await run([line(1, hour: -72), line(2, hour: -24), line(3, hour: 23)])
        #expect(result.counts == Counts(stored: 3))
        #expect(result.refusals.isEmpty)
        #expect(await spans() == ["-3 0 0.1.0"])
    }

    @Test func `counts a report from the future today`() async throws {
        #expect(
            try await run([line(1, hour: 24), line(2, hour: 24 * 400, version: "2.0.0")]).counts == Counts(stored: 2))
        #expect(await spans() == ["0 0 0.1.0", "0 0 2.0.0"])
    }

    @Test func `takes the same file again without doing anything`() async throws {
        let other = Sender(id: String(repeating: "cd", count: 32))
        let lines = [
            try line(1, hour: -240), try line(2, hour: -48, version: "0.2.0"), try other.exported(counter: 4).line,
            try line(3, hour: -24, version: "0.2.0"), try line(4),
        ]
        #expect(try await run(lines).counts == Counts(stored: 5))
        let again = try await run(lines)
        #expect(again.counts == Counts(alreadyThere: 5))
        #expect(again.refusals.isEmpty)
        #expect(await spans() == ["-10 -10 0.1.0", "-2 -1 0.2.0", "0 0 0.1.0"])
    }

    @Test func `puts a report that comes late in its place`() async throws {
        var newer = sender
        newer.version = "0.9.0"
        #expect(try await collector.send(newer, counter: 1).status == .accepted)
        #expect(try await run([line(2, hour: -240), line(3, hour: -120)]).counts == Counts(stored: 2))
        let overview = await collector.store.overview(service: "butler-sos", asOf: Collector.today)
        #expect(overview.serviceVersions == [ValueCount(value: "0.9.0", count: 1)])
        #expect(await spans() == ["-10 -5 0.1.0", "0 0 0.9.0"])
    }

    @Test(arguments: [1, 7, 65_536])
    func `takes a file in pieces of any size, with any line ends and empty lines`(_ pieces: Int) async throws {
        let lines = [try line(1) + [13], [], [32, 9, 13], try line(2, hour: 1) + [32], [UInt8(ascii: "x")], []]
        let result = try await run(lines, pieces: pieces)
        #expect(result.counts == Counts(stored: 2, refused: 1))
        #expect(result.refusals.map(\.line) == [5])
        let empty = try await run([], pieces: pieces)
        #expect(empty.counts == Counts())
    }

    @Test(arguments: [1, 4096])
    func `takes a file that begins with a byte order mark`(_ pieces: Int) async throws {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let result = try await run([mark + line(1), line(2, hour: 1), mark + line(3, hour: 2)], pieces: pieces)
        #expect(result.counts == Counts(stored: 2, refused: 1))
        #expect(result.refusals.map(\.line) == [3])
    }

    // MARK: What is refused

    @Test func `goes on after a bad line, and names each with its reason`() async throws {
        var wrongSignature = try sender.exported(counter: 9)
        wrongSignature.signature[3] ^= 1
        var wrongCounter = try sender.exported(counter: 9)
        wrongCounter.counter = 10
        var wrongBody = try sender.exported(counter: 9)
        wrongBody.body = sender.body(hour: 1)
        let result = try await run([
            line(1, hour: -24), Array("canary".utf8), wrongSignature.line, wrongCounter.line, wrongBody.line,
            Sender(id: sender.id).exported(counter: 9).line, [UInt8](repeating: UInt8(ascii: "x"), count: 65_537),
            Array(#"{"key":"canary"}"#.utf8), line(2), line(1, version: "0.2.0"), line(3, hour: -24 * 397),
        ])
        #expect(result.counts == Counts(stored: 2, refused: 9))
        let expected = [
            2: "the line: expected JSON (expected a JSON value at byte 0)", 3: Problem.signatureInvalid.title,
            4: Problem.signatureInvalid.title, 5: Problem.signatureInvalid.title, 6: Problem.identityPinned.title,
            7: "the line: expected at most 65536 bytes",
            8: "counter: expected a whole number from 1 to 9223372036854775807",
            10: Problem.counterUsed(last: 2).title,
            11: "\(Problem.invalid([]).title) /ts: a time within the last 13 months.",
        ]
        #expect(Dictionary(uniqueKeysWithValues: result.refusals.map { ($0.line, $0.reason) }) == expected)
        #expect(await collector.installations() == 1)
        #expect(!result.refusals.contains { $0.reason.contains("canary") })
    }

    @Test func `refuses a report under an ID that reports unsigned`() async throws {
        let message = try Collector.publishedMessage(id: sender.id)
        #expect(try await collector.sendV1(message).status == .accepted)
        let result = try await run([line(1), line(2, hour: -24, version: "5.6.0")])
        #expect(result.counts == Counts(refused: 2))
        #expect(result.refusals.map(\.reason) == [Problem.identityPinned.title, Problem.identityPinned.title])
        #expect(await spans().isEmpty)
        #expect(try await collector.sendV1(message).status == .accepted)
        #expect(collector.counts() == ["schema_version=1": 2, "reason=identity-pinned": 2])
    }

    @Test(arguments: [(396, true), (397, false)])
    func `takes a report of the last 13 months`(_ age: Int, _ isTaken: Bool) async throws {
        let result = try await run([line(1, hour: -24 * age)])
        #expect(result.counts == (isTaken ? Counts(stored: 1) : Counts(refused: 1)))
    }

    @Test func `names every field that is wrong, and no value`() async throws {
        let text = String(decoding: sender.body(), as: UTF8.self).replacing("\"x64\"", with: "\"canary 64\"")
        let result = try await run([signed(Array(text.utf8)).line])
        #expect(result.refusals.first?.reason.contains("/data/system/arch: text matching") == true)
        #expect(result.refusals.first?.reason.contains("canary") == false)
    }

    @Test func `refuses a body that could not be sent`() async throws {
        let space = [UInt8](repeating: UInt8(ascii: " "), count: TelemetryHTTP.maximumBodySize)
        let newer = String(decoding: sender.body(), as: UTF8.self)
            .replacing("\"schemaVersion\":2", with: "\"schemaVersion\":3")
        let result = try await run([
            signed(sender.body() + space).line, signed(Array(newer.utf8)).line, signed(Array("{".utf8)).line,
            signed(try Collector.publishedMessage()).line,
        ])
        #expect(
            result.refusals.map(\.reason) == [
                Problem.bodyTooLarge.title, Problem.unknownSchemaVersion.title,
                Problem.notJSON(at: 1, expected: "expected a member name").title,
                "\(Problem.invalid([]).title) /schemaVersion: a whole number.",
            ])
    }

    @Test func `refuses an old counter if the report says something new`() async throws {
        #expect(try await run([line(5, hour: -24), line(7)]).counts == Counts(stored: 2))
        // Not the state, not the day, and not the ID of what the history says.
        let result = try await run([
            line(6, version: "0.2.0"), line(4, hour: -48), line(6), line(5, hour: -24), line(7, hour: -48),
        ])
        #expect(result.counts == Counts(alreadyThere: 2, refused: 3))
        #expect(result.refusals.map(\.line) == [1, 2, 5])
    }

    private func signed(_ body: [UInt8]) throws -> SignedReport {
        let signature = try sender.key.signature(for: SignedMessage.report(body).bytes(counter: 1))
        return SignedReport(
            key: Array(sender.key.publicKey.rawRepresentation), counter: 1, signature: Array(signature), body: body)
    }

    // MARK: Failures

    @Test func `stops when the store fails, and names the line`() async throws {
        let failing = Collector(store: FailingStore())
        await #expect(throws: ReportImport.Interrupted(line: 3)) {
            try await run([Array("x".utf8), [], line(1), line(2)], into: failing, history: FailingStore())
        }
        #expect(ReportImport.Interrupted(line: 3).description.contains("line 3"))
    }

    @Test func `refuses a used counter if the history cannot be read`() async throws {
        #expect(try await run([line(2)]).counts == Counts(stored: 1))
        let result = try await run([line(1)], history: FailingStore())
        #expect(result.refusals == [.init(line: 1, reason: Problem.counterUsed(last: 2).title)])
    }

    @Test func `keeps what was counted when reading fails`() async throws {
        struct Unreadable: Error {}
        var (pieces, counts) = ([try line(1) + [10]], Counts())
        await #expect(throws: Unreadable.self) {
            try await ReportImport(ingest: collector.ingest, history: collector.store).run(
                reading: {
                    guard let piece = pieces.popLast() else { throw Unreadable() }
                    return piece
                }, counting: &counts, refused: { _ in })
        }
        #expect(counts == Counts(stored: 1))
        #expect(await collector.installations() == 1)
    }

    @Test func `imports while another process serves the same file`() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("telemetry.sqlite")
        let (serving, importing) = (
            try SQLiteStore(path: path, tombstoneKey: Sample.tombstoneKey),
            try SQLiteStore(path: path, tombstoneKey: Sample.tombstoneKey)
        )
        let (server, importer) = (Collector(store: serving), Collector(store: importing))
        let senders = (0..<40).map { Sender(id: Hex.encode([UInt8](repeating: UInt8($0), count: 32))) }
        let lines = try senders.prefix(30).map { try $0.exported(counter: 1).line }
        async let imported = run(lines, into: importer, history: importing)
        for sender in senders.suffix(30) {
            #expect(try await server.send(sender, counter: 2, hour: 1).status == .accepted)
        }
        // The two meet at twenty senders, whose file is either first, or its day is known already.
        let result = try await imported
        #expect(result.counts.stored + result.counts.alreadyThere == 30)
        #expect(result.counts.stored >= 10)
        for store in [serving, importing] {
            #expect(try await store.overview(service: "butler-sos", asOf: Collector.today).installations == 40)
        }
    }
}
