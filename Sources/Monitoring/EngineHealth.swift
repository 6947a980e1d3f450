// SPDX-License-Identifier: MIT

/// What an engine says about itself in its health check. A member that the engine left out is `nil`.
package struct EngineHealth: Sendable, Equatable {
    package var version: String?
    /// When the engine started, as it spells it: `YYYYMMDDTHHMMSS.mmm` and a zone.
    package var started: String?
    package var memory: Memory?
    /// Processor use in percent.
    package var cpuTotal: Double?
    package var sessions: Activity?
    package var users: Activity?
    package var apps: Apps?
    package var cache: Cache?
    /// True while the engine runs short of resources.
    package var saturated: Bool?

    package init(
        version: String? = nil, started: String? = nil, memory: Memory? = nil, cpuTotal: Double? = nil,
        sessions: Activity? = nil,
        users: Activity? = nil, apps: Apps? = nil, cache: Cache? = nil, saturated: Bool? = nil
    ) {
        self.version = version
        self.started = started
        self.memory = memory
        self.cpuTotal = cpuTotal
        self.sessions = sessions
        self.users = users
        self.apps = apps
        self.cache = cache
        self.saturated = saturated
    }

    /// Memory in megabytes.
    package struct Memory: Sendable, Equatable {
        package var committed: Double?
        package var allocated: Double?
        package var free: Double?

        package init(committed: Double? = nil, allocated: Double? = nil, free: Double? = nil) {
            self.committed = committed
            self.allocated = allocated
            self.free = free
        }
    }

    package struct Activity: Sendable, Equatable {
        package var active: Double?
        package var total: Double?

        package init(active: Double? = nil, total: Double? = nil) {
            self.active = active
            self.total = total
        }
    }

    /// Apps by ID. Active ones are in use now, loaded ones have sessions, the others only occupy memory.
    package struct Apps: Sendable, Equatable {
        package var active: [String]?
        package var loaded: [String]?
        package var inMemory: [String]?
        package var calls: Double?
        package var selections: Double?

        package init(
            active: [String]? = nil, loaded: [String]? = nil, inMemory: [String]? = nil, calls: Double? = nil,
            selections: Double? = nil
        ) {
            self.active = active
            self.loaded = loaded
            self.inMemory = inMemory
            self.calls = calls
            self.selections = selections
        }
    }

    package struct Cache: Sendable, Equatable {
        package var hits: Double?
        package var lookups: Double?
        package var added: Double?
        package var replaced: Double?
        package var bytesAdded: Double?

        package init(
            hits: Double? = nil, lookups: Double? = nil, added: Double? = nil, replaced: Double? = nil,
            bytesAdded: Double? = nil
        ) {
            self.hits = hits
            self.lookups = lookups
            self.added = added
            self.replaced = replaced
            self.bytesAdded = bytesAdded
        }
    }
}
