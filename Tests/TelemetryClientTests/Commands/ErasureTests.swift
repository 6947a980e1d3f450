// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import TelemetryWire
import Testing

@testable import TelemetryClient

/// Having everything erased, at the collector and here.
@Suite(.timeLimit(.minutes(3))) struct ErasureTests {
    private let installation: Installation
    private let id: String

    init() throws {
        installation = try Installation()
        try installation.report(2)
        id = installation.look().id
    }

    private static let receipt = ErasureReceipt(installations: 1, periods: 3, date: UTCDay(number: 20_779))

    private func erase(_ answers: RecordingCollector.Answer...) async throws -> (CommandAnswer, RecordingCollector) {
        let collector = RecordingCollector(answers: answers)
        let answer = try await collector.run { url in try await installation.look(at: url).erase() }
        return (answer, collector)
    }

    @Test func `has the collector erase, and forgets here`() async throws {
        let secret = try #require(try installation.directory.secret(repairs: false)).secret
        try installation.write(Hex.encode(secret.forStorage), to: "secret.4711.new")
        let (answer, collector) = try await erase(.bytes(200, Self.receipt.json))
        let request = try #require(collector.received.first)
        #expect(collector.received.count == 1 && request.method == "DELETE" && request.body.isEmpty)
        #expect(request.path == "/v2/installations/\(id)" && request.isSigned(.erase(id: id)))
        #expect(request.counter == 3)

        #expect(answer.isWell)
        #expect(answer.text.contains("periods of its history: 3"))
        #expect(answer.text.contains("2026-11-22"))
        let json = try answer.parsed
        #expect(json["receipt"] == (try JSONParser.parse(Self.receipt.json)))
        #expect(json["telemetry"]?.text == "off")

        #expect(try installation.fileNames == ["README.txt", "disabled", "lock", "sending", "state.json"])
        let left = try Snapshot(of: installation.folder).text
        #expect(!left.contains(id) && !left.contains(Hex.encode(secret.forStorage)))
        var state = TelemetryState()
        state.isDisabled = true
        #expect(try installation.directory.state() == state)
        #expect(installation.start().verdict == .off(because: .storedChoice))
    }

    @Test(arguments: [
        RecordingCollector.Answer.init(status: 500), .init(status: 204), .init(status: 200), .text(200, "{}"),
        .text(200, "<html>Please log in</html>"), .problem(.notFound), .problem(.identityPinned),
        .problem(.signatureInvalid), .problem(.unavailable(retryAfter: 60)), .init(status: 302, location: "/"),
        .text(200, "{\"installations\":-1,\"periods\":0,\"date\":\"2026-11-22\"}"),
    ])
    func `keeps secret and history if the collector did not say that it erased, and disables`(
        _ given: RecordingCollector.Answer
    ) async throws {
        let changing = ["state.json", "disabled", "sending"]
        let before = try Snapshot(of: installation.folder).texts.filter { !changing.contains($0.key) }
        let failure = await #expect(throws: CommandFailure.self) { try await erase(given) }
        #expect(failure?.description.hasPrefix("the collector did not erase: ") == true)
        #expect(failure?.description.contains("the secret is kept, so that you can try again") == true)
        #expect(try Snapshot(of: installation.folder).texts.filter { !changing.contains($0.key) } == before)
        #expect(installation.look().id == id)
        #expect(installation.look().verdict == .off(because: .storedChoice))
        // And trying again works.
        let (answer, collector) = try await erase(.bytes(200, Self.receipt.json))
        #expect(answer.isWell)
        #expect(collector.received.first?.counter == 4)
    }

    @Test func `keeps the secret if the collector cannot be reached, or is not known`() async throws {
        let port = try RefusingPort()
        let url = try CollectorURL("http://127.0.0.1:\(port.number)")
        let down = await #expect(throws: CommandFailure.self) { try await installation.look(at: url).erase() }
        #expect(down?.description.hasPrefix("\(url) cannot be reached: connection refused") == true)
        let nobody = await #expect(throws: CommandFailure.self) { try await installation.look().erase() }
        #expect(nobody?.description.hasPrefix("no collector is configured") == true)
        #expect(installation.look().id == id)
        #expect(try installation.directory.historyLines().count == 4)
    }

    @Test func `signs again once if the collector knows a greater counter`() async throws {
        let (_, collector) = try await erase(.problem(.counterUsed(last: 41)), .bytes(200, Self.receipt.json))
        #expect(collector.received.map(\.counter) == [3, 42])
        #expect(collector.received.allSatisfy { $0.isSigned(.erase(id: id)) })
    }

    @Test func `can be repeated by who still has the secret, and says that there was nothing`() async throws {
        let nothing = ErasureReceipt(installations: 0, periods: 0, date: UTCDay(number: 20_779))
        let collector = RecordingCollector(answers: [
            .bytes(200, Self.receipt.json), .problem(.counterUsed(last: 3)), .bytes(200, nothing.json),
        ])
        try await collector.run { url in
            let telemetry = installation.look(at: url)
            _ = try await telemetry.erase()
            let again = try await telemetry.erase()
            #expect(again.isWell)
            #expect(again.lines.first == "The collector held nothing about this ID.")
        }
        #expect(try installation.fileNames == ["README.txt", "disabled", "lock", "sending", "state.json"])
    }

    @Test func `has nothing to ask for when all is gone, and sends nothing`() async throws {
        _ = try await erase(.bytes(200, Self.receipt.json))
        let collector = RecordingCollector()
        try await collector.run { url in
            let failure = await #expect(throws: CommandFailure.self) {
                try await installation.look(at: url).erase()
            }
            #expect(failure?.description.contains("nothing to erase") == true)
        }
        #expect(collector.received.isEmpty)
        #expect(installation.look().verdict == .off(because: .storedChoice))
    }

    @Test func `asks nobody if it cannot disable first`() async throws {
        try installation.write("damaged", to: "state.json")
        let collector = RecordingCollector()
        try await collector.run { url in
            await #expect(throws: CommandFailure.self) { try await installation.look(at: url).erase() }
        }
        #expect(collector.received.isEmpty)
    }

    @Test func `erases with a given secret, too`() async throws {
        var fresh = try Installation()
        fresh.options.providedSecret = InstallSecret(random: { 9 })
        let given = fresh
        let collector = RecordingCollector(answers: [.bytes(200, Self.receipt.json)])
        try await collector.run { url in _ = try await given.look(at: url).erase() }
        let request = try #require(collector.received.first)
        #expect(request.isSigned(.erase(id: given.look().id)))
        // The counter is the clock's, in hours: it must not tell more than the report's time does.
        let now = UInt64(Telemetry.now() / 3600)
        #expect(try [now, now - 1].contains(#require(request.counter)))
        // Nothing is kept here, so nothing is stored here either.
        #expect(!FileManager.default.fileExists(atPath: given.folder))
    }
}
