// SPDX-License-Identifier: MIT

import HTTPTypes
import HummingbirdTesting
import TelemetryStore
import TelemetryWire
import Testing

/// Whose an ID is: a counter is taken once, and nobody gets the record of another.
struct IdentityRoutesTests {
    private let collector = Collector()
    private let sender = Sender()

    @Test(arguments: [1, 4, 5] as [UInt64])
    func `refuses a counter that is not greater, and tells the last one`(_ counter: UInt64) async throws {
        #expect(try await collector.send(sender, counter: 5).status == .accepted)
        let response = try await collector.send(sender, counter: counter, hour: 1)
        #expect(response.status == .conflict)
        #expect(response.problem == "counter-used")
        #expect(response.member("lastCounter") == .number("5"))
        #expect(response.headers[.retryAfter] == nil)
        #expect(collector.counts() == ["schema_version=2": 1, "reason=counter-used": 1])
        #expect(try await collector.send(sender, counter: 6, hour: 1).status == .accepted)
    }

    @Test func `refuses another key for the same ID`() async throws {
        #expect(try await collector.send(sender, counter: 1).status == .accepted)
        let response = try await collector.send(Sender(id: sender.id), counter: 99)
        #expect(response.status == .conflict)
        #expect(response.problem == "identity-pinned")
        #expect(response.member("lastCounter") == nil)
        #expect(collector.counts() == ["schema_version=2": 1, "reason=identity-pinned": 1])
    }

    @Test func `refuses an unsigned message for an ID with a key`() async throws {
        #expect(try await collector.send(sender, counter: 1).status == .accepted)
        let response = try await collector.sendV1(try Collector.publishedMessage(id: sender.id))
        #expect(response.status == .conflict)
        #expect(response.problem == "identity-pinned")
        #expect(collector.counts() == ["schema_version=2": 1, "reason=identity-pinned": 1])
    }

    @Test func `lets nobody take over an ID that reports unsigned`() async throws {
        let message = try Collector.publishedMessage(id: sender.id)
        #expect(try await collector.sendV1(message).status == .accepted)
        for response in [
            try await collector.send(sender, counter: 1), try await collector.send(sender, counter: 2, hour: 1),
            try await collector.request(.get, sender, counter: 3),
            try await collector.request(.delete, sender, counter: 4),
        ] {
            #expect(response.status == .conflict)
            #expect(response.problem == "identity-pinned")
            #expect(response.member("lastCounter") == nil)
            #expect(response.headers[.retryAfter] == nil)
            #expect(response.member("title") == .string(Problem.identityPinned.title))
        }
        // Its owner goes on as before.
        #expect(try await collector.sendV1(message).status == .accepted)
        #expect(collector.counts() == ["schema_version=1": 2, "reason=identity-pinned": 4])
        let overview = await collector.store.overview(service: "butler-sos", asOf: Collector.today)
        #expect(overview.serviceVersions == [ValueCount(value: "5.6.0", count: 1)])
    }
}
