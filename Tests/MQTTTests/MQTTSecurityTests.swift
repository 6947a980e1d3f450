// SPDX-License-Identifier: MIT

import MQTT
import MonitoringTestKit
import Testing

/// TLS and the last will, with a real broker.
@Suite(.timeLimit(.minutes(2))) struct MQTTSecurityTests {
    private func broker(_ files: ServerCertificates, asksClients: Bool = false) async throws -> MosquittoServer {
        var options = MosquittoServer.Options()
        options.tls = .init(
            certificate: files.certificateFile, key: files.keyFile,
            clientAuthority: asksClients ? files.authorityFile : nil)
        return try await MosquittoServer(options)
    }

    private func failure(_ broker: MosquittoServer, _ tls: MQTTBroker.TLS?) async -> MQTTFailure? {
        let client = MQTTClient.forTest(broker) {
            $0.tls = tls
            $0.connectTimeout = .seconds(5)
        }
        do {
            _ = try await client.connect()
            await client.close()
            return nil
        } catch {
            return error
        }
    }

    @Test func `publishes over TLS to a broker whose certificate is signed by the authority`() async throws {
        let files = try await ServerCertificates()
        let broker = try await broker(files)
        let subscriber = try await MosquittoSubscriber(port: broker.port, authorityFile: files.authorityFile)
        let client = MQTTClient.forTest(broker) { $0.tls = .init(authorityFile: files.authorityFile) }
        #expect(try await client.connect())
        let messages = (0..<1000).map { MQTTMessage("a", String(repeating: "x", count: $0)) }
        #expect(await client.publish(messages) == MQTTOutcome(accepted: 1000))
        #expect(try await poll { subscriber.messages.count == 1000 })
        #expect(subscriber.messages.map(\.payload.count) == Array(0..<1000))
        await client.close()
    }

    @Test func `does not talk to a broker of another authority`() async throws {
        let files = try await ServerCertificates()
        let broker = try await broker(files)
        let other = try await ServerCertificates()
        let failure = await failure(broker, .init(authorityFile: other.authorityFile))
        #expect(failure?.kind == .certificate)
        #expect(failure?.message.contains("certificate verify failed") == true, "\(failure as Any)")
        #expect(await self.failure(broker, .init())?.kind == .certificate, "the system does not know it either")
    }

    @Test func `does not talk to a broker with somebody else's certificate`() async throws {
        let files = try await ServerCertificates(name: "DNS:elsewhere.example")
        let broker = try await broker(files)
        #expect(await failure(broker, .init(authorityFile: files.authorityFile))?.kind == .certificate)
    }

    @Test func `shows its own certificate, whose key may have a passphrase`() async throws {
        let files = try await ServerCertificates()
        let broker = try await broker(files, asksClients: true)
        var tls = MQTTBroker.TLS(
            authorityFile: files.authorityFile, certificateFile: files.clientCertificateFile,
            keyFile: files.clientKeyFile, passphrase: ServerCertificates.passphrase)
        #expect(await failure(broker, tls) == nil)
        tls.passphrase = "geheim"
        let wrong = await failure(broker, tls)
        #expect(wrong?.message.contains("geheim") == false && wrong != nil, "\(wrong as Any)")
        tls.passphrase = nil
        #expect(await failure(broker, tls) != nil)
        #expect(await failure(broker, .init(authorityFile: files.authorityFile)) != nil)
    }

    @Test func `names a file that is not there`() async throws {
        let broker = try await MosquittoServer()
        let failure = await failure(broker, .init(authorityFile: "/no/such/file"))
        #expect(failure?.kind == .certificate && failure?.message.contains("/no/such/file") == true)
    }

    @Test func `a broker without TLS is found out, and one with it by those who have none`() async throws {
        let files = try await ServerCertificates()
        let plain = try await MosquittoServer()
        #expect(await failure(plain, .init(authorityFile: files.authorityFile)) != nil)
        #expect(await failure(try await broker(files), nil) != nil)
    }

    @Test func `says that it is there, and that it goes`() async throws {
        let broker = try await MosquittoServer()
        let subscriber = try await MosquittoSubscriber(port: broker.port)
        let client = MQTTClient.forTest(broker) {
            $0.greeting = MQTTMessage("status", "online", isRetained: true)
            $0.farewell = MQTTMessage("status", "offline", isRetained: true)
            $0.will = MQTTMessage("status", "gone", isRetained: true)
        }
        #expect(try await client.connect())
        #expect(await client.publish([MQTTMessage("a", "b")]) == MQTTOutcome(accepted: 1))
        await client.close()
        #expect(try await poll { subscriber.messages.count >= 3 })
        #expect(subscriber.messages.map(\.text) == ["online", "b", "offline"])
        let later = try await MosquittoSubscriber(port: broker.port)
        #expect(try await poll { later.messages.map(\.text) == ["offline"] })
    }

    @Test func `its last will is published if it goes without a word`() async throws {
        let broker = try await MosquittoServer()
        let subscriber = try await MosquittoSubscriber(port: broker.port)
        let client = MQTTClient.forTest(broker) {
            $0.will = MQTTMessage("status", "gone", isRetained: true)
            $0.answerTimeout = .milliseconds(300)
        }
        #expect(try await client.connect())
        // The client gives up a broker that does not answer, and it hears of that when it does again.
        broker.freeze()
        #expect(await client.publish([MQTTMessage("a", "b")]).failure?.kind == .timedOut)
        broker.thaw()
        #expect(try await poll { subscriber.messages.contains { $0.text == "gone" } })
        await client.close()
    }
}
