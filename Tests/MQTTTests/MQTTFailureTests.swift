// SPDX-License-Identifier: MIT

import MQTT
import MonitoringTestKit
import Testing

/// Brokers that refuse, hang, lie or disappear.
@Suite(.timeLimit(.minutes(2))) struct MQTTFailureTests {
    private static let messages = (0..<1000).map { MQTTMessage("a/\($0)", "\($0)") }

    private func failure(_ change: (inout MQTTBroker) -> Void) async -> MQTTFailure? {
        var broker = MQTTBroker(host: "127.0.0.1", port: 1, clientID: "test")
        broker.connectTimeout = .milliseconds(500)
        change(&broker)
        let client = MQTTClient(broker)
        do {
            _ = try await client.connect()
            return nil
        } catch {
            return error
        }
    }

    @Test func `a port at which nobody listens`() async throws {
        let port = try RefusingPort()
        #expect(await failure { $0.port = port.number }?.kind == .connectionRefused)
    }

    @Test func `a host that nobody knows`() async {
        // With a label that is too long for a question to a name server.
        #expect(await failure { $0.host = "\(String(repeating: "x", count: 64)).invalid" }?.kind == .hostNotFound)
    }

    @Test func `a broker that says nothing`() async throws {
        let broker = try ScriptedBroker(answer: nil)
        #expect(await failure { $0.port = broker.port }?.kind == .timedOut)
    }

    @Test func `a broker that says nothing to TLS`() async throws {
        let broker = try ScriptedBroker(answer: nil)
        let failure = await failure {
            $0.port = broker.port
            $0.tls = .init()
        }
        #expect(failure?.kind == .timedOut)
    }

    @Test(
        arguments: [
            ([0x20, 2, 0, 1], MQTTFailure.Kind.refused), ([0x20, 2, 0, 3], .refused),
            ([0x20, 2, 0, 5], .notAuthorised),
            ([0x20, 2, 0, 99], .refused), (Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8), .badAnswer),
            ([0, 0, 0, 0], .badAnswer), ([0x40, 2, 0, 1], .badAnswer),
        ] as [([UInt8], MQTTFailure.Kind)])
    func `an answer that is no welcome`(answer: [UInt8], kind: MQTTFailure.Kind) async throws {
        let broker = try ScriptedBroker(answer: answer)
        let failure = await failure { $0.port = broker.port }
        #expect(failure?.kind == kind || kind == .badAnswer && failure?.kind == .timedOut, "\(failure as Any)")
    }

    @Test func `a wrong password, which is not told to anybody`() async throws {
        var options = MosquittoServer.Options()
        options.users = ["me": "right"]
        let broker = try await MosquittoServer(options)
        let failure = await failure {
            $0.port = broker.port
            $0.credentials = .init(user: "me", password: "geheim")
        }
        #expect(failure?.kind == .notAuthorised)
        #expect(failure?.message.contains("geheim") == false)
        #expect(await self.failure { $0.port = broker.port }?.kind == .notAuthorised)
        let right = MQTTClient.forTest(broker) { $0.credentials = .init(user: "me", password: "right") }
        #expect(try await right.connect())
        #expect(await right.publish(Self.messages) == MQTTOutcome(accepted: 1000))
        await right.close()
    }

    @Test func `a broker that acknowledges nothing`() async throws {
        let broker = try ScriptedBroker(answer: ScriptedBroker.welcome)
        var settings = MQTTBroker(host: "127.0.0.1", port: broker.port, clientID: "test")
        settings.answerTimeout = .milliseconds(300)
        let client = MQTTClient(settings)
        #expect(try await client.connect())
        let outcome = await client.publish(Self.messages)
        #expect(outcome.accepted == 0 && outcome.failure?.kind == .timedOut)
        // The next one has a connection of its own.
        #expect(try await client.connect())
        #expect(broker.connections == 2)
        await client.close()
    }

    @Test func `a broker that acknowledges what was never sent`() async throws {
        let lies: [UInt8] = [0x40, 2, 0, 1, 0x40, 2, 0, 9, 0x40, 2, 0xFF, 0xFF]
        let broker = try ScriptedBroker(answer: ScriptedBroker.welcome + lies)
        var settings = MQTTBroker(host: "127.0.0.1", port: broker.port, clientID: "test")
        settings.answerTimeout = .milliseconds(300)
        let client = MQTTClient(settings)
        _ = try? await client.connect()
        let outcome = await client.publish(Self.messages)
        #expect(outcome.accepted < 10 && outcome.failure != nil)
        await client.close()
    }

    @Test func `a broker that hangs up on each message`() async throws {
        let broker = try ScriptedBroker(answer: ScriptedBroker.welcome, then: .hangsUp)
        let client = MQTTClient(MQTTBroker(host: "127.0.0.1", port: broker.port, clientID: "test"))
        for _ in 0..<3 {
            #expect(try await client.connect())
            let outcome = await client.publish(Self.messages)
            #expect(outcome.accepted == 0 && outcome.failure?.kind == .connectionLost)
        }
        await client.close()
    }

    @Test func `what a killed broker acknowledged is counted, and it is found again`() async throws {
        let broker = try await MosquittoServer()
        let client = MQTTClient.forTest(broker)
        #expect(try await client.connect())
        async let publishing = client.publish((0..<200_000).map { MQTTMessage("a/\($0)", "x") })
        #expect(try await poll { broker.receivedTopics.count > 500 })
        try await broker.kill()
        let outcome = await publishing
        #expect(outcome.accepted > 100 && outcome.accepted < 200_000)
        #expect(outcome.failure?.kind == .connectionLost)
        // Whatever counts as accepted was received, by the broker's own word.
        let received = Set(broker.receivedTopics)
        #expect((0..<outcome.accepted).allSatisfy { received.contains("a/\($0)") })
        await #expect(throws: MQTTFailure.self) { try await client.connect() }
        try await broker.restart()
        #expect(try await client.connect())
        #expect(await client.publish(Self.messages) == MQTTOutcome(accepted: 1000))
        await client.close()
    }

    @Test func `cancelling ends the wait and loses no count`() async throws {
        let broker = try await MosquittoServer()
        let client = MQTTClient.forTest(broker)
        #expect(try await client.connect())
        let task = Task { await client.publish((0..<200_000).map { MQTTMessage("a/\($0)", "x") }) }
        #expect(try await poll { broker.receivedTopics.count > 500 })
        task.cancel()
        let outcome = await task.value
        #expect(outcome.failure?.kind == .cancelled)
        // The broker lives: all that was sent was waited for, and nothing was sent twice.
        #expect(try await !client.connect())
        #expect(await client.publish([MQTTMessage("end", "")]) == MQTTOutcome(accepted: 1))
        #expect(try await poll { broker.receivedTopics.last == "end" })
        #expect(broker.receivedTopics.dropLast() == (0..<outcome.accepted).map { "a/\($0)" }[...])
        await client.close()
    }

    @Test func `a frozen broker does not hold up the end`() async throws {
        let broker = try await MosquittoServer()
        let client = MQTTClient.forTest(broker)
        #expect(try await client.connect())
        broker.freeze()
        let task = Task { await client.publish(Self.messages) }
        let start = ContinuousClock.now
        task.cancel()
        #expect(await task.value.failure?.kind == .cancelled)
        await client.close(within: .milliseconds(300))
        #expect(start.duration(to: .now) < .seconds(3))
        broker.thaw()
        #expect(await client.publish(Self.messages).failure?.kind == .closed)
        await #expect(throws: MQTTFailure.self) { try await client.connect() }
    }
}
