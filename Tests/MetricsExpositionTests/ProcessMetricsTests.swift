// SPDX-License-Identifier: MIT

import Foundation
import Testing

@testable import MetricsExposition

@Suite struct ProcessMetricsTests {
    private func values() -> [String: Double] {
        var values: [String: Double] = [:]
        for family in ProcessMetrics(startTime: 1_795_334_950.5).families() {
            values[family.name] = family.samples.first?.value
        }
        return values
    }

    @Test func `tells the time that the process started`() {
        #expect(values()["process_start_time_seconds"] == 1_795_334_950.5)
    }

    @Test func `adds up the CPU time`() throws {
        let values = values()
        let user = try #require(values["process_cpu_user_seconds_total"])
        let system = try #require(values["process_cpu_system_seconds_total"])
        let total = try #require(values["process_cpu_seconds_total"])
        #expect(user >= 0 && system >= 0)
        #expect(abs(total - user - system) < 1e-9)
        #expect(total < 86_400)
    }

    @Test func `counts CPU time upwards`() throws {
        let before = try #require(values()["process_cpu_seconds_total"])
        var work = 0.0
        // At least this much work cannot be done in no time at all.
        for number in 1...5_000_000 { work += Double(number).squareRoot() }
        #expect(work > 0)
        #expect(try #require(values()["process_cpu_seconds_total"]) > before)
    }

    #if os(Linux)
    @Test func `tells what Linux tells, in bytes`() throws {
        let values = values()
        let resident = try #require(values["process_resident_memory_bytes"])
        let virtual = try #require(values["process_virtual_memory_bytes"])
        #expect(resident > 1_000_000)
        #expect(resident < virtual)
        #expect(try #require(values["process_heap_bytes"]) > 0)
        #expect(try #require(values["process_threads"]) >= 1)
        #expect(try #require(values["process_open_fds"]) >= 3)
    }
    #endif

    @Test func `has one sample in each family and no name twice`() {
        let families = ProcessMetrics(startTime: 0).families()
        #expect(families.allSatisfy { $0.samples.count == 1 })
        #expect(Set(families.map(\.name)).count == families.count)
        #expect(families.allSatisfy { $0.name.hasSuffix("_total") == ($0.kind == .counter) })
    }

    @Test func `reads the numbers of a status file`() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try "Name:\tmonitor\nVmRSS:\t    2048 kB\nThreads:\t7\n".write(toFile: path, atomically: true, encoding: .utf8)
        #expect(ProcessMetrics.statusValues(path: path) == ["VmRSS": 2048, "Threads": 7])
    }

    @Test func `reads nothing from a file that is not there`() {
        #expect(ProcessMetrics.statusValues(path: "/nowhere/status").isEmpty)
    }
}
