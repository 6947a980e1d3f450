// SPDX-License-Identifier: MIT

/// Which lists of apps are stored beside their counts.
package struct AppListFields: Sendable, Equatable {
    package var active: Bool
    package var loaded: Bool
    package var inMemory: Bool

    package init(active: Bool = false, loaded: Bool = false, inMemory: Bool = false) {
        self.active = active
        self.loaded = loaded
        self.inMemory = inMemory
    }
}
