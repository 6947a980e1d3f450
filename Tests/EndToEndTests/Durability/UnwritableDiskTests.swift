// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

extension Durability {
    /// A disk that takes nothing more: reports are put off, not lost, and nobody has to do anything afterwards.
    @Suite(.enabled("\(TinyDisk.whyNot)", { await TinyDisk.isPossible() }))
    struct UnwritableDiskTests {
        @Test func `puts reports off while the disk is full, and goes on by itself`() async throws {
            let disk = try await TinyDisk(kibibytes: 4096)
            let collector = try DurableCollector(data: disk.innerPath + "/data")
            try await collector.start(wrapper: disk.entrance)
            let fleet = SigningFleet(count: 3)
            for installation in fleet.installations {
                for counter in 1...3 as ClosedRange<UInt64> {
                    #expect(try await fleet.send(counter, of: installation, to: collector.url))
                }
            }
            try disk.fill()
            // The log has room for some more; in the end nothing is taken, and each refusal is one to try again.
            var counter: UInt64 = 3
            var isTaken = true
            while isTaken, counter < 2000 {
                counter += 1
                isTaken = try await fleet.send(counter, of: fleet.installations[0], to: collector.url)
            }
            #expect(!isTaken)
            #expect(Set(fleet.answers.keys) == [202, 503])
            #expect(try await Web.get(collector.url + "/healthz")?.status == 200)
            #expect(try await poll { try await Web.get(collector.url + "/readyz")?.status == 503 })
            try disk.clear()
            #expect(
                try await poll {
                    try await fleet.send(counter, of: fleet.installations[0], to: collector.url)
                })
            #expect(try await poll { try await Web.get(collector.url + "/readyz")?.status == 200 })
            #expect(try await fleet.missing(from: collector.url) == [])
            let log = collector.process?.text ?? ""
            let errors = log.split(separator: "\n").count { $0.contains(" error: ") }
            #expect((1...6).contains(errors), "\(log)")
            try await collector.stop()
        }

        @Test func `says at the start which file cannot be written, and starts when it can`() async throws {
            let disk = try await TinyDisk(kibibytes: 4096)
            let collector = try DurableCollector(data: disk.innerPath + "/data")
            try await collector.start(wrapper: disk.entrance)
            let fleet = SigningFleet(count: 1)
            #expect(try await fleet.send(1, of: fleet.installations[0], to: collector.url))
            try await collector.stop()
            try await disk.setReadOnly(true)
            await #expect(throws: NotReady.self) { try await collector.start(wrapper: disk.entrance) }
            let failed = try #require(collector.process)
            #expect(failed.exitStatus == 1)
            #expect(failed.text.contains("\(disk.innerPath)/data cannot be written to: Read-only file system"))
            try await disk.setReadOnly(false)
            try await collector.start(wrapper: disk.entrance)
            #expect(try await fleet.missing(from: collector.url) == [])
            try await collector.stop()
        }
    }
}
