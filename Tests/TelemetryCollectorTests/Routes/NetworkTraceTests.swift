// SPDX-License-Identifier: MIT

import HTTPListener
import HTTPTypes
import HummingbirdTesting
import MonitoringTestKit
import NIOCore
import TelemetryCollector
import TelemetryWire
import Testing

/// A collector on a real socket: what it knows about networks, and that it tells nobody.
struct NetworkTraceTests {
    private static let forwarded = HTTPField.Name("X-Forwarded-For")

    @Test func `counts the requests of the connection's own network`() async throws {
        let collector = Collector(.init(requestsPerAddress: 3))
        let statuses = try await collector.live { client in
            var statuses: [Int] = []
            for _ in 0..<4 { statuses.append(try await client.execute(uri: "/canary", method: .get).status.code) }
            return statuses
        }
        #expect(statuses == [404, 404, 404, 429])
    }

    @Test(arguments: [true, false])
    func `tells no address to anybody, whatever goes wrong`(_ isBehindProxy: Bool) async throws {
        let failing = Collector(
            .init(requestsPerAddress: 20, isBehindProxy: isBehindProxy, readiness: { throw FailingStore.Failure() }),
            store: FailingStore())
        let sender = Sender()
        var fields = try sender.headers(for: sender.body(), counter: 1)
        if let name = Self.forwarded { fields[name] = "203.0.113.5, 192.0.2.77" }
        if let name = HTTPField.Name("X-Real-IP") { fields[name] = "192.0.2.77" }
        let (headers, body) = (fields, sender.body())
        let answers = try await failing.live { client in
            var answers = ""
            for path in [
                TelemetryHTTP.reportPath, TelemetryHTTP.legacyReportPath, "/pages/broken", "/readyz", "/canary",
            ] {
                for method in [HTTPRequest.Method.post, .get, .delete] {
                    let response = try await client.execute(
                        uri: path, method: method, headers: headers, body: .init(bytes: body))
                    answers += "\(response.status) \(response.headers) \(String(buffer: response.body))\n"
                }
            }
            for _ in 0..<20 {
                let response = try await client.execute(uri: "/canary", method: .get, headers: headers)
                answers += "\(response.status) \(response.headers) \(String(buffer: response.body))\n"
            }
            return answers + String(buffer: try await client.execute(uri: "/metrics", method: .get).body)
        }
        #expect(answers.contains("too-many-requests"))
        #expect(answers.contains("unavailable"))
        #expect(!failing.log.lines.isEmpty)
        for text in [answers, failing.log.fullTexts.joined(separator: "\n")] {
            for address in ["192.0.2", "203.0.113", "127.0.0.1", "::1"] { #expect(!text.contains(address)) }
        }
    }

    @Test func `answers for a connection that is given up with problem details`() throws {
        for (refusal, problem) in [
            (ConnectionRefusal.malformed, Problem.malformedRequest), (.headersTooLarge, .headersTooLarge),
            (.bodyTooLarge, .bodyTooLarge), (.tooSlow, .requestTooSlow),
        ] {
            #expect(Problem(refusal) == problem)
            #expect(refusal.status.code == problem.status)
            let answer = problem.refusalAnswer
            #expect(answer.body == problem.json)
            #expect(answer.fields[.contentType] == "application/problem+json")
            #expect(answer.fields[.connection] == nil)
        }
    }
}
