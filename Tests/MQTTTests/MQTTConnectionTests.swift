// SPDX-License-Identifier: MIT

import MQTT
import MonitoringTestKit
import Testing

/// The wrapper against a real broker.
@Suite(.serialized, .timeLimit(.minutes(2))) struct MQTTConnectionTests {
    @Test(arguments: [true, false])
    func `what is published arrives, to the byte and in order`(isAcknowledged: Bool) async throws {
        let broker = try await MosquittoServer()
        let subscriber = try await MosquittoSubscriber(port: broker.port)
        let client = MQTTClient.forTest(broker) { $0.isAcknowledged = isAcknowledged }
        #expect(try await client.connect())
        #expect(try await !client.connect())
        let messages = [
            MQTTMessage("a/b", "text"), MQTTMessage("a/empty", ""), MQTTMessage("ümläut/日本 🦋", "ü"),
            MQTTMessage(Array("bytes".utf8), Array(0...255)), MQTTMessage("a/b", "again", isRetained: true),
            MQTTMessage(Array("large".utf8), [UInt8](repeating: 7, count: 3 << 20)),
        ]
        #expect(await client.publish(messages) == MQTTOutcome(accepted: 6, failure: nil))
        #expect(try await poll { subscriber.messages.count == 6 })
        #expect(subscriber.messages.map(\.topic) == messages.map(\.topic))
        #expect(subscriber.messages.map(\.payload) == messages.map { Array($0.payload) })
        #expect(subscriber.messages.allSatisfy { $0.quality == (isAcknowledged ? 1 : 0) && !$0.isRetained })
        let later = try await MosquittoSubscriber(port: broker.port)
        #expect(try await poll { later.messages.count == 1 })
        #expect(later.messages.first?.text == "again" && later.messages.first?.isRetained == true)
        await client.close()
    }
}

extension MQTTClient {
    /// One that talks to a broker of a test.
    static func forTest(_ broker: MosquittoServer, _ change: (inout MQTTBroker) -> Void = { _ in }) -> MQTTClient {
        var broker = MQTTBroker(host: "127.0.0.1", port: broker.port, clientID: "test")
        change(&broker)
        return MQTTClient(broker)
    }
}
