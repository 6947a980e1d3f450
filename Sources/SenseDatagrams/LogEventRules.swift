// SPDX-License-Identifier: MIT

package import Monitoring

/// What the configuration says about log events.
package struct LogEventRules: Sendable, Equatable {
    /// The services whose events are taken.
    package var sources: Set<LogEvent.Source>
    /// `nil` if events do not get categories.
    package var categorisation: Categorisation?
    /// `nil` if performance events only count.
    package var performance: PerformanceRules?

    package init(
        sources: Set<LogEvent.Source>, categorisation: Categorisation? = nil, performance: PerformanceRules? = nil
    ) {
        self.sources = sources
        self.categorisation = categorisation
        self.performance = performance
    }
}

/// Which performance events of the engine are wanted.
package struct PerformanceRules: Sendable, Equatable {
    /// The names of apps are told, and filters may ask for them.
    package var looksUpAppNames: Bool
    /// `nil` if the filter for all apps is off.
    package var allApps: PerformanceFilter?
    /// What one of them lets pass passes.
    package var someApps: [PerformanceFilter]

    package init(looksUpAppNames: Bool, allApps: PerformanceFilter?, someApps: [PerformanceFilter] = []) {
        self.looksUpAppNames = looksUpAppNames
        self.allApps = allApps
        self.someApps = someApps
    }
}
