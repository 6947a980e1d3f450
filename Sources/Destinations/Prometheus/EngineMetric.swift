// SPDX-License-Identifier: MIT

import Monitoring

/// One figure of the engine under the name that existing dashboards query.
struct EngineMetric: Sendable {
    var name: String
    var help: String
    var value: @Sendable (EngineHealth) -> Double?

    private init(_ name: String, _ help: String, _ value: @escaping @Sendable (EngineHealth) -> Double?) {
        self.name = "butlersos_" + name
        self.help = help
        self.value = value
    }

    private static let megabyte = 1_048_576.0

    /// All of them, in the order in which the page shows them.
    static let all = [
        EngineMetric("apps_calls", "Requests made to the engine since its start.") { $0.apps?.calls },
        EngineMetric("apps_selections", "Selections made in the engine since its start.") { $0.apps?.selections },
        EngineMetric("apps_activedocs_total", "Apps with ongoing user activity.") {
            $0.apps?.active.map { Double($0.count) }
        },
        EngineMetric("apps_inmemorydocs_total", "Apps held in memory, with or without sessions.") {
            $0.apps?.inMemory.map { Double($0.count) }
        },
        EngineMetric("apps_loadeddocs_total", "Apps in memory that have sessions or connections.") {
            $0.apps?.loaded.map { Double($0.count) }
        },
        EngineMetric("cache_added", "Objects added to the cache.") { $0.cache?.added },
        EngineMetric("cache_bytes_added", "Bytes added to the cache.") { $0.cache?.bytesAdded },
        EngineMetric("cache_hits", "Cache hits.") { $0.cache?.hits },
        EngineMetric("cache_lookups", "Cache lookups.") { $0.cache?.lookups },
        EngineMetric("cache_replaced", "Cache objects replaced.") { $0.cache?.replaced },
        EngineMetric("cache_saturated", "1 while the engine runs at high resource usage, else 0.") {
            $0.saturated.map { $0 ? 1 : 0 }
        },
        EngineMetric("cpu_total", "Processor use of the engine in percent, averaged over 30 seconds.") { $0.cpuTotal },
        EngineMetric("mem_committed", "Committed memory of the engine in bytes.") {
            $0.memory?.committed.map { $0 * megabyte }
        },
        EngineMetric("mem_allocated", "Memory that the engine allocated from the operating system, in bytes.") {
            $0.memory?.allocated.map { $0 * megabyte }
        },
        EngineMetric("mem_free", "Free memory on the server in bytes.") { $0.memory?.free.map { $0 * megabyte } },
        EngineMetric("session_active", "Engine sessions with activity.") { $0.sessions?.active },
        EngineMetric("session_total", "Engine sessions.") { $0.sessions?.total },
        EngineMetric("users_active", "Distinct users with activity.") { $0.users?.active },
        EngineMetric("users_total", "Distinct users with engine sessions.") { $0.users?.total },
    ]
}
