// SPDX-License-Identifier: MIT

import Monitoring
import SenseDatagrams

extension LogEventSettings {
    /// What becomes of the events.
    var rules: LogEventRules {
        var taken: Set<LogEvent.Source> = []
        if sources.engine { taken.insert(.engine) }
        if sources.proxy { taken.insert(.proxy) }
        if sources.repository { taken.insert(.repository) }
        if sources.scheduler { taken.insert(.scheduler) }
        if sources.qixPerformance { taken.insert(.performance) }
        return LogEventRules(
            sources: taken, categorisation: categorisation.isEnabled ? categorisation.categorisation : nil,
            performance: enginePerformance.isEnabled ? enginePerformance.rules : nil)
    }
}

extension EnginePerformanceSettings {
    fileprivate var rules: PerformanceRules {
        PerformanceRules(looksUpAppNames: looksUpAppNames, allApps: allApps, someApps: someApps)
    }
}

extension CategorisationSettings {
    fileprivate var categorisation: Categorisation {
        Categorisation(rules: rules.map(\.rule), defaultCategories: defaultCategories ?? [])
    }
}

extension CategorisationSettings.Rule {
    fileprivate var rule: Categorisation.Rule {
        Categorisation.Rule(
            levels: levels.map(\.rawValue), action: action == .drop ? .drop : .categorise(categories),
            filters: filters.map { filter in
                switch filter.kind {
                case .startsWith: .startsWith(filter.text)
                case .endsWith: .endsWith(filter.text)
                case .contains: .contains(filter.text)
                }
            })
    }
}
