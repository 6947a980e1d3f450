// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

@testable import LifeSigns

@Suite struct NotifySocketTests {
    @Test func `nobody listens if the environment names nobody`() {
        #expect(NotifySocket(environment: [:]) == nil)
        #expect(NotifySocket(environment: ["NOTIFY_SOCKET": ""]) == nil)
    }

    @Test func `reaches a path and an abstract address`() throws {
        let directory = try TemporaryDirectory()
        for address in [directory.file("notify"), "@butler-test-\(UUID().uuidString)"] {
            let receiver = try NotificationReceiver(address)
            let socket = try #require(NotifySocket(environment: ["NOTIFY_SOCKET": address]))
            try socket.send("READY=1")
            try socket.send("STOPPING=1")
            #expect(receiver.next() == "READY=1")
            #expect(receiver.next() == "STOPPING=1")
        }
    }

    @Test(arguments: [
        ("/nowhere/at/all", "No such file"), ("vsock:2:1", "neither a path nor an abstract"),
        ("/" + String(repeating: "x", count: 200), "neither a path nor an abstract"), ("@", "refused"),
    ])
    func `says why it reaches nobody`(address: String, reason: String) throws {
        let socket = try #require(NotifySocket(environment: ["NOTIFY_SOCKET": address]))
        let failure = #expect(throws: NotifySocket.Failure.self) { try socket.send("READY=1") }
        #expect(failure?.description.contains(reason) == true, "\(failure?.description ?? "")")
    }
}
