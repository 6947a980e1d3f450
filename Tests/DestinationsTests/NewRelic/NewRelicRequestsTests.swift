// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import HTTPTypes
import Monitoring
import MonitoringPipeline
import Testing

@testable import Destinations

/// What is on the wire.
@Suite(.timeLimit(.minutes(3))) struct NewRelicRequestsTests {
    private static let batch = [Record(Array("{\"a\":1}".utf8)), Record(Array("{\"b\":2}".utf8))]

    @Test func `posts a list of events to the account's address with its key`() async throws {
        try await FakeNewRelic.run { server in
            let endpoint = server.events(of: "a/b", headers: [("X-Mine", "5"), ("api-key", "another")])
            try await NewRelicDestination(events: .init(), to: endpoint, client: server.client).deliver(Self.batch)
            let request = try #require(server.requests.first)
            #expect(request.line == "POST /v1/accounts/1%20a%2Fb/events")
            #expect(request.text == "[{\"a\":1},{\"b\":2}]")
            #expect(request.headers[.contentType] == "application/json")
            #expect(request.headers[.contentEncoding] == nil)
            #expect(request.headers[.init("X-Mine") ?? .accept] == "5")
            #expect(request.headers[values: .apiKey] == ["geheim-a/b"])
        }
    }

    @Test func `posts figures to the address that is configured`() async throws {
        try await FakeNewRelic.run { server in
            try await NewRelicDestination(metrics: .init(), to: server.metrics(of: "a"), client: server.client)
                .deliver(Self.batch)
            #expect(server.requests.map(\.line) == ["POST /metric/v1"])
            #expect(server.requests.map(\.text) == ["[{\"a\":1},{\"b\":2}]"])
        }
    }

    @Test func `compresses what is worth it`() async throws {
        try await FakeNewRelic.run { server in
            let batch = Array(repeating: Record(Array("{\"name\":\"value\"}".utf8)), count: 500)
            try await NewRelicDestination(events: .init(), to: server.events(of: "a"), client: server.client)
                .deliver(batch)
            let request = try #require(server.requests.first)
            #expect(request.headers[.contentEncoding] == "gzip")
            #expect(request.body.count < 500)
            #expect(request.text.utf8.count == 500 * 16 + 501)
        }
    }

    @Test(arguments: ["https://host", "https://host/"])
    func `a slash at the end of the address makes no difference`(base: String) {
        #expect(NewRelicEndpoint.events(at: base, of: "17") == "https://host/v1/accounts/17/events")
    }

    @Test func `accounts and interfaces have names and folders of their own`() {
        func destination(_ account: String) -> NewRelicDestination {
            NewRelicDestination(
                events: .init(), to: .init(account: account, url: "https://x/y", key: "k"), client: .shared)
        }
        #expect(destination("First NR").name == "newrelic-events/First NR")
        #expect(destination("First NR").spoolName == "newrelic-events-First%20NR")
        #expect(destination("../é").spoolName == "newrelic-events-..%2F%C3%A9")
        let long = String(repeating: "x", count: 5000)
        #expect(destination(long).spoolName.utf8.count < 120)
        #expect(destination(long).spoolName != destination(long + "y").spoolName)
        #expect(NewRelicDestination(metrics: .init(), to: .nowhere, client: .shared).name == "newrelic-metrics/nobody")
    }

    @Test func `says nothing but the account of an endpoint, and of a record its kind`() {
        #expect("\(NewRelicEndpoint.nowhere)" == "nobody")
        #expect("\(NewRelicCase.scrambler)" == "<redacted>")
        let destination = NewRelicDestination(events: .init(), to: .nowhere, client: .shared)
        #expect(destination.label(of: Record(Array("{\"eventType\":\"qs_userEvent\"}".utf8))) == "a user event")
        #expect(destination.label(of: Record(Array("{\"eventType\":\"qs_logEvent\"}".utf8))) == "a log event")
    }

    @Test func `sends nothing to a server of an authority that it does not know`() async throws {
        let others = try await TestCertificates()
        try await FakeNewRelic.run(trusting: others.authorityFile) { server in
            let destination = NewRelicDestination(events: .init(), to: server.events(of: "a"), client: server.client)
            let failure = await #expect(throws: DeliveryFailure.self) { try await destination.deliver(Self.batch) }
            #expect(failure?.kind == .temporary(retryAfter: nil))
            #expect(failure?.category == .certificateError)
            #expect(server.requests.isEmpty)
        }
    }
}
