// SPDX-License-Identifier: MIT

import Destinations
import HTTPTypes
import MonitoringPipeline
import MonitoringTestKit
import Testing

/// Passwords and tokens stay where they are.
@Suite(.timeLimit(.minutes(3))) struct InfluxDBSecretsTests {
    private static let batch = [Record(Array("m v=1i 1".utf8))]
    /// The secret of the test's endpoints, plain and as it is sent with a user name.
    private static let secrets = ["geheim", "bWU6Z2VoZWlt"]

    private static let answers: [[FakeInfluxDB.Route: [FakeInfluxDB.Answer]]] =
        [.unauthorized, .badRequest, .notFound, .internalServerError].flatMap {
            (status: HTTPResponse.Status) -> [[FakeInfluxDB.Route: [FakeInfluxDB.Answer]]] in
            let answer = FakeInfluxDB.Answer(status: status, body: "{\"error\":\"no\"}")
            let none = FakeInfluxDB.Answer(status: .ok, body: "{\"buckets\":[]}")
            return [
                [.write: [answer]], [.query: [answer]], [.query: [.done, answer]], [.organisations: [answer]],
                [.buckets: [answer]], [.buckets: [none], .newBucket: [answer]], [.newDatabase: [answer]],
                [.write: [.init(status: .ok, end: .cut)]],
            ]
        }

    @Test(arguments: [1, 2, 3])
    func `shows no secret in failures and log lines`(version: Int) async throws {
        var failures = 0
        for answers in Self.answers {
            let log = LogCapture()
            try await FakeInfluxDB.run(.test(version), answers: answers, logger: log.logger) { server, destination in
                var texts = ["\(destination)"]
                do throws(DeliveryFailure) {
                    try await destination.deliver(Self.batch)
                } catch {
                    failures += 1
                    texts += ["\(error)", String(reflecting: error), error.message]
                }
                texts += log.fullTexts + server.requests.map(\.line)
                for text in texts {
                    #expect(!Self.secrets.contains { text.contains($0) }, "\(text)")
                }
                #expect(!server.requests.isEmpty)
            }
        }
        #expect(failures >= 9)
    }
}
