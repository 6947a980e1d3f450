// SPDX-License-Identifier: MIT

import Testing

@testable import Monitoring

@Suite struct ProgramUsageTests {
    @Test func `becomes a measurement in megabytes`() {
        let usage = ProgramUsage(
            version: "15.0.1", uptime: .seconds(1), interval: nil,
            memory: .init(heapUsed: 50_593_792, heapTotal: 67_108_864, resident: 138_149_888),
            at: Timestamp(secondsSinceEpoch: 7))
        #expect(
            usage.measurement(instance: "PROD")
                == Measurement(
                    "butlersos_memory_usage",
                    tags: [Tag("butler_sos_instance", "PROD"), Tag("version", "15.0.1")],
                    fields: [
                        .init("external", .number(0)), .init("heap_total", .number(64)),
                        .init("heap_used", .number(48.25)), .init("process_memory", .number(131.75)),
                    ], time: Timestamp(secondsSinceEpoch: 7)))
    }

    @Test func `leaves out what the system does not tell`() {
        let usage = ProgramUsage(
            version: "1", uptime: .zero, interval: nil, memory: .init(resident: 1 << 20),
            at: Timestamp(secondsSinceEpoch: 0))
        #expect(usage.measurement(instance: "").fields.map(\.name) == ["external", "process_memory"])
    }
}
