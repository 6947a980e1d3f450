// SPDX-License-Identifier: MIT

import MonitoringTestKit
import TelemetryWire
import Testing

@testable import TelemetryClient

/// What the collector holds, compared with what was sent from here.
@Suite(.timeLimit(.minutes(3))) struct VerifyOnlineTests {
    private let installation: Installation
    private let reports: [SignedReport]

    init() throws {
        installation = try Installation()
        reports = try installation.report(2)
    }

    /// What a collector holds about reports with these bodies, the newest last.
    private static func stored(_ bodies: [[UInt8]]) throws -> StoredInstallation {
        let data = try bodies.map { body -> JSONValue in
            guard case .object(let members)? = try JSONParser.parse(body)["data"] else { return .null }
            return .object(
                members.map { member in
                    guard member.name == "system", case .object(let system) = member.value else { return member }
                    return .init("system", .object(system.filter { $0.name != "id" }))
                })
        }
        let last = RecordingCollector.receipt(for: try #require(bodies.last))
        return StoredInstallation(
            counter: 9, lastBody: .init(sha256: last.sha256, received: last.received), firstSeen: last.received,
            isSeenAgain: false,
            periods: data.map { .init(first: last.received, last: last.received, data: $0) })
    }

    private func ask(_ answers: RecordingCollector.Answer...) async throws -> (CommandAnswer, RecordingCollector) {
        let collector = RecordingCollector(answers: answers)
        let answer = try await collector.run { url in try await installation.look(at: url).verifyOnline() }
        return (answer, collector)
    }

    @Test func `finds all of it here`() async throws {
        let stored = try Self.stored([reports[0].body])
        let (answer, collector) = try await ask(.bytes(200, stored.json))
        #expect(answer.isWell)
        #expect(answer.lines.last == "All of it was reported from here.")
        #expect(try answer.parsed["isGood"] == .boolean(true))
        let request = try #require(collector.received.first)
        #expect(collector.received.count == 1 && request.method == "GET")
        let id = installation.look().id
        #expect(request.path == "/v2/installations/\(id)" && request.isSigned(.read(id: id)))
        // Above every counter that was used before.
        #expect(request.counter == 3)
    }

    @Test func `works also while telemetry is off`() async throws {
        _ = try installation.look().disable()
        let (answer, _) = try await ask(.bytes(200, try Self.stored([reports[1].body]).json))
        #expect(answer.isWell)
    }

    @Test func `notices a newest report and periods that are not from here`() async throws {
        let other = String(decoding: reports[0].body, as: UTF8.self).replacing("\"mqtt\":true", with: "\"mqtt\":false")
        let (answer, _) = try await ask(.bytes(200, try Self.stored([reports[0].body, Array(other.utf8)]).json))
        #expect(!answer.isWell)
        #expect(
            try answer.parsed["problems"]?.elements?.compactMap(\.text) == [
                "the newest report that it holds is not in the history here",
                "the period from 2026-11-22 was never reported from here",
            ])
    }

    @Test func `signs again once if the collector knows a greater counter`() async throws {
        let stored = try Self.stored([reports[1].body])
        let (answer, collector) = try await ask(.problem(.counterUsed(last: 41)), .bytes(200, stored.json))
        #expect(answer.isWell)
        #expect(collector.received.map(\.counter) == [3, 42])
        #expect(try installation.directory.state().counter == 42)
    }

    @Test func `says that the collector holds nothing`() async throws {
        let (answer, _) = try await ask(.problem(.nothingStored))
        #expect(answer.isWell)
        #expect(answer.lines.first == "The collector holds nothing about this ID.")
    }

    @Test(arguments: [
        RecordingCollector.Answer.problem(.notFound), .init(status: 404), .text(404, "<html>no such page</html>"),
        .text(200, "<html>Please log in</html>"), .text(200, "{}"), .init(status: 200), .init(status: 500),
        .problem(.identityPinned), .problem(.signatureInvalid), .init(status: 302, location: "http://127.0.0.1:1/"),
    ])
    func `says that it got no answer to its question`(_ given: RecordingCollector.Answer) async throws {
        let failure = await #expect(throws: CommandFailure.self) { try await ask(given) }
        #expect(failure?.description.hasPrefix("the collector did not answer the question: ") == true)
        #expect(failure?.description.contains("\(given.status)") == true)
    }

    @Test func `gives up if the collector refuses every counter`() async throws {
        let refusal = RecordingCollector.Answer.problem(.counterUsed(last: 41))
        let failure = await #expect(throws: CommandFailure.self) { try await ask(refusal, refusal, refusal) }
        #expect(failure?.description == "the collector refuses every counter")
    }

    @Test func `says whom it cannot ask, and why`() async throws {
        let nobody = await #expect(throws: CommandFailure.self) { try await installation.look().verifyOnline() }
        #expect(nobody?.description == "no collector is configured: there is nobody to ask")
        let port = try RefusingPort()
        let url = try CollectorURL("http://127.0.0.1:\(port.number)")
        let down = await #expect(throws: CommandFailure.self) { try await installation.look(at: url).verifyOnline() }
        #expect(down?.description.hasPrefix("\(url) cannot be reached: connection refused") == true)
        var wrong = installation
        wrong.options.environment = ["HTTPS_PROXY": "ftp://geheim@x"]
        let far = try CollectorURL("https://collector.example")
        let proxy = await #expect(throws: CommandFailure.self) { try await wrong.look(at: far).verifyOnline() }
        #expect(proxy?.description == "HTTPS_PROXY is not a proxy's address: expected http://HOST:PORT")
        let fresh = try Installation()
        let early = await #expect(throws: CommandFailure.self) { try await fresh.look(at: url).verifyOnline() }
        #expect(early?.description.contains("holds no identity") == true)
    }
}
