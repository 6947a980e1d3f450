// SPDX-License-Identifier: MIT

/// How long this program has been running and what memory it has.
package struct ProgramUsage: Sendable, Equatable {
    /// Of the program.
    package var version: String
    /// Since its monitor of uptime was started.
    package var uptime: Duration
    /// From one report to the next; `nil` if there are not enough of them to come.
    package var interval: Duration?
    package var memory: Memory
    package var time: Timestamp

    /// In bytes; `nil` where the system does not tell.
    package struct Memory: Sendable, Equatable {
        /// What the program's allocations hold.
        package var heapUsed: Int?
        /// What the allocator has from the system.
        package var heapTotal: Int?
        /// What of the program is in memory.
        package var resident: Int?

        package init(heapUsed: Int? = nil, heapTotal: Int? = nil, resident: Int? = nil) {
            self.heapUsed = heapUsed
            self.heapTotal = heapTotal
            self.resident = resident
        }
    }

    /// Memory outside the heap of a runtime. There is none: all is in one heap. Those who chart it get this.
    package static let external = 0

    package init(version: String, uptime: Duration, interval: Duration?, memory: Memory, at time: Timestamp) {
        self.version = version
        self.uptime = uptime
        self.interval = interval
        self.memory = memory
        self.time = time
    }

    /// Megabytes, rounded to two decimals.
    package static func megabytes(_ bytes: Int) -> Double { (Double(bytes) / 1_048_576 * 100).rounded() / 100 }

    /// - Parameter instance: what the instance is called where it is stored.
    package func measurement(instance: String) -> Measurement {
        let figures = [
            ("external", Self.external), ("heap_total", memory.heapTotal), ("heap_used", memory.heapUsed),
            ("process_memory", memory.resident),
        ]
        return Measurement(
            "butlersos_memory_usage", tags: [Tag("butler_sos_instance", instance), Tag("version", version)],
            fields: figures.compactMap { name, bytes in
                bytes.map { Measurement.Field(name, .number(Self.megabytes($0))) }
            }, time: time)
    }
}
