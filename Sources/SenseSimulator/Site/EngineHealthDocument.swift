// SPDX-License-Identifier: MIT

/// What one engine says about itself at one moment: the answer to its health check.
package struct EngineHealthDocument: Sendable, Equatable {
    /// Memory in MB.
    package struct Memory: Sendable, Equatable {
        /// What the engine uses.
        package let committed: Double
        /// What the engine has claimed.
        package let allocated: Double
        /// What the machine has left.
        package let free: Double
    }

    /// How many there are, and how many of them are active.
    package struct Population: Sendable, Equatable {
        /// Those with something to do.
        package let active: Int
        /// All of them, idle or not.
        package let total: Int
    }

    /// The apps of the engine: every active app is loaded, and every loaded app is in memory.
    package struct Apps: Sendable, Equatable {
        /// Apps that someone uses.
        package let active: [String]
        /// Apps that are open.
        package let loaded: [String]
        /// Apps that are open or have been so lately.
        package let inMemory: [String]
        /// Calls since the engine started.
        package let calls: Int
        /// Selections since the engine started.
        package let selections: Int
    }

    /// The result cache; all of it counted since the engine started.
    package struct Cache: Sendable, Equatable {
        /// Lookups that found a result.
        package let hits: Int
        /// Times that a result was looked for.
        package let lookups: Int
        /// Results put in.
        package let added: Int
        /// Results that took the place of an older one.
        package let replaced: Int
        /// Bytes of the results put in.
        package let bytesAdded: Int
    }

    /// The engine's version.
    package let version: String
    /// When the engine started: `YYYYMMDDTHHMMSS.mmmZ`.
    package let started: String
    /// What the engine's machine does with its memory.
    package let memory: Memory
    /// Processor load in per cent, 0 to 100.
    package let cpu: Int
    /// The engine's sessions.
    package let sessions: Population
    /// The users behind the sessions.
    package let users: Population
    /// The apps that the engine knows of.
    package let apps: Apps
    /// The engine's result cache.
    package let cache: Cache
    /// True if the engine has more to do than it can.
    package let isSaturated: Bool
}
