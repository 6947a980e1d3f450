// SPDX-License-Identifier: MIT

import Monitoring

/// An engine's health as text, one line for each member that is there, in the words of the engine's own document.
enum HealthDump {
    static func text(_ health: EngineHealth) -> String {
        var lines: [String] = []
        func add(_ name: String, _ value: (some CustomStringConvertible)?) {
            if let value { lines.append("\(name): \(value)") }
        }
        func add(_ name: String, list: [String]?) {
            if let list { lines.append((["\(name): \(list.count)"] + list).joined(separator: " ")) }
        }
        add("version", health.version)
        add("started", health.started)
        add("mem.committed", health.memory?.committed)
        add("mem.allocated", health.memory?.allocated)
        add("mem.free", health.memory?.free)
        add("cpu.total", health.cpuTotal)
        add("session.active", health.sessions?.active)
        add("session.total", health.sessions?.total)
        add("users.active", health.users?.active)
        add("users.total", health.users?.total)
        add("apps.active_docs", list: health.apps?.active)
        add("apps.loaded_docs", list: health.apps?.loaded)
        add("apps.in_memory_docs", list: health.apps?.inMemory)
        add("apps.calls", health.apps?.calls)
        add("apps.selections", health.apps?.selections)
        add("cache.hits", health.cache?.hits)
        add("cache.lookups", health.cache?.lookups)
        add("cache.added", health.cache?.added)
        add("cache.replaced", health.cache?.replaced)
        add("cache.bytes_added", health.cache?.bytesAdded)
        add("saturated", health.saturated)
        return lines.isEmpty ? "nothing" : lines.joined(separator: "\n")
    }
}
