// SPDX-License-Identifier: MIT

import MonitoringTestKit
import NIOCore
import Synchronization
import Testing

@testable import NameLookup

@Suite struct NameGateTests {
    /// A name service whose answers come when the test gives them.
    private final class NameService: Sendable {
        private let questions = Mutex<[(name: String, answer: @Sendable (HostAnswer) -> Void)]>([])

        var asked: [String] { questions.withLock { $0.map(\.name) } }

        var gate: NameGate {
            NameGate { [self] name, answer in questions.withLock { $0.append((name, answer)) } }
        }

        func answer(_ question: Int, _ answer: HostAnswer) { questions.withLock { $0[question].answer }(answer) }
    }

    private let service = NameService()
    private let found: HostAnswer

    init() throws { found = .addresses([try SocketAddress(ipAddress: "127.0.0.1", port: 0)]) }

    @Test func `a name that hangs holds up nobody else, and is asked for once`() async throws {
        let gate = service.gate
        await withTaskGroup(of: HostAnswer?.self) { group in
            for _ in 0..<3 { group.addTask { await gate.pass("hangs.example") } }
            #expect(await eventually { service.asked == ["hangs.example"] })
            async let other = gate.pass("answers.example")
            #expect(await eventually { service.asked == ["hangs.example", "answers.example"] })
            service.answer(1, found)
            #expect(await other == nil)
            // Whoever has no more time goes, and the question stays the only one.
            group.cancelAll()
            for await answer in group { #expect(answer == nil) }
            #expect(service.asked.count == 2)
        }
        service.answer(0, .failed("Temporary failure"))
        async let next = gate.pass("hangs.example")
        #expect(await eventually { service.asked.count == 3 })
        service.answer(2, .failed("Temporary failure"))
        #expect(await next == .failed("Temporary failure"))
    }

    @Test func `a name that was found is not asked for again until its host could not be reached`() async throws {
        let gate = service.gate
        async let first = gate.pass("sense.example")
        #expect(await eventually { service.asked.count == 1 })
        service.answer(0, found)
        #expect(await first == nil)
        for _ in 0..<10 { #expect(await gate.pass("sense.example") == nil) }
        #expect(service.asked.count == 1)
        gate.forget("sense.example")
        async let again = gate.pass("sense.example")
        #expect(await eventually { service.asked.count == 2 })
        service.answer(1, .unknown)
        #expect(await again == .unknown)
        async let third = gate.pass("sense.example")
        #expect(await eventually { service.asked.count == 3 })
        service.answer(2, found)
        #expect(await third == nil)
    }

    @Test(arguments: ["127.0.0.1", "::1", "10.11.12.13"])
    func `an address needs no name service`(address: String) async {
        #expect(await service.gate.pass(address) == nil)
        #expect(service.asked == [])
    }

    @Test func `the system's name service knows this machine`() async {
        #expect(await NameGate.system.pass("localhost") == nil)
    }

    private func eventually(_ isSo: () -> Bool) async -> Bool {
        (try? await poll { isSo() }) ?? false
    }
}
