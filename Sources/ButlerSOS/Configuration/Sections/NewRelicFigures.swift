// SPDX-License-Identifier: MIT

import ConfigurationFile
import Destinations

/// Which figures of the servers New Relic gets.
package struct NewRelicFigures: Sendable, Equatable {
    package var memory: Bool
    package var cpu: Bool
    package var calls: Bool
    package var selections: Bool
    package var sessions: Bool
    package var users: Bool
    package var saturated: Bool
    package var appCounts: Bool
    package var activeApps: Bool
    package var loadedApps: Bool
    package var appsInMemory: Bool
    package var cache: Bool
    package var proxySessions: Bool

    init(_ section: ConfigurationSection) {
        let engine = section.section("engine", "Figures of the engine.")
        memory = engine.isOn("memory", default: true, "Send the memory of the engine.")
        cpu = engine.isOn("cpu", default: true, "Send the CPU load of the engine.")
        calls = engine.isOn("calls", default: true, "Send the calls to the engine.")
        selections = engine.isOn("selections", default: true, "Send the selections that users made.")
        sessions = engine.isOn("sessions", default: true, "Send the sessions of the engine.")
        users = engine.isOn("users", default: true, "Send the users of the engine.")
        saturated = engine.isOn("saturated", default: true, "Send whether the engine is saturated.")
        engine.rejectUnknownKeys()
        let apps = section.section("apps", "Figures of the apps.")
        appCounts = apps.isOn("docCount", default: true, "Send how many apps there are.")
        activeApps = apps.isOn("activeDocs", default: true, "Send which apps are active.")
        loadedApps = apps.isOn("loadedDocs", default: true, "Send which apps are loaded.")
        appsInMemory = apps.isOn("inMemoryDocs", default: true, "Send which apps are in memory.")
        apps.rejectUnknownKeys()
        let cache = section.section("cache", "Figures of the cache.")
        self.cache = cache.isOn("cache", default: true, "Send hits, lookups and replacements of the cache.")
        cache.rejectUnknownKeys()
        let proxy = section.section("proxy", "Figures of the proxies.")
        proxySessions = proxy.isOn("sessions", default: true, "Send the sessions of the proxies.")
        proxy.rejectUnknownKeys()
        section.rejectUnknownKeys()
    }
}

extension NewRelicFigures {
    /// Those that are sent. Which apps there are is never sent, as in the original.
    var sent: Set<NewRelicMetricsConfiguration.Figures> {
        let switches: [(NewRelicMetricsConfiguration.Figures, Bool)] = [
            (.memory, memory), (.cpu, cpu), (.calls, calls), (.selections, selections), (.sessions, sessions),
            (.users, users), (.saturated, saturated), (.appCounts, appCounts), (.cache, cache),
            (.proxySessions, proxySessions),
        ]
        return Set(switches.filter(\.1).map(\.0))
    }
}
