// SPDX-License-Identifier: MIT

import ConfigurationFile
package import Monitoring
package import SenseDatagrams

/// Which performance events of the engine are stored.
package struct EnginePerformanceSettings: Sendable {
    package var isEnabled: Bool
    /// Names of apps are looked up before the filters are asked.
    package var looksUpAppNames: Bool
    package var countsRejected: Bool
    package var rejectedTags: [Monitoring.Tag]
    /// `nil` if the filter for all apps is off.
    package var allApps: PerformanceFilter?
    /// What one of them lets pass passes; empty if they are off.
    package var someApps: [PerformanceFilter]

    init(_ section: ConfigurationSection) {
        isEnabled = section.enableSwitch("Handle the performance events; else they only count.")
        looksUpAppNames = section.isOn("appNameLookup", default: false, "Look up the names of apps by their IDs.")
        let rejected = section.section("trackRejectedEvents", "Events that no filter lets pass.")
        countsRejected = rejected.enableSwitch("Count them, if qlikSenseEvents.rejectedEventCount is on.")
        rejectedTags = rejected.pointTags("tags", "Fixed tags of those counts.")
        rejected.rejectUnknownKeys()
        let filter = section.section("monitorFilter", "Which events are stored.")
        let all = filter.section("allApps", "A filter for all apps.")
        let isAllOn = all.enableSwitch("Use this filter.")
        let allFilter = PerformanceFilter(allApps: all)
        allApps = isAllOn ? allFilter : nil
        all.rejectUnknownKeys()
        let some = filter.section("appSpecific", "Filters for certain apps.")
        let isSomeOn = some.enableSwitch("Use these filters.")
        let someFilters = some.sections("app", "The filters; an event has to pass one of them.").map {
            PerformanceFilter(someApps: $0)
        }
        someApps = isSomeOn ? someFilters : []
        some.rejectUnknownKeys()
        filter.rejectUnknownKeys()
        section.rejectUnknownKeys()
    }
}
