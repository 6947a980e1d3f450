// SPDX-License-Identifier: MIT

import ConfigurationFile

/// Names what a configuration enables and this version does not do, so that nothing is ignored in silence.
enum NotBuiltYet {
    /// Switches beside the reported features.
    private static let switches = [
        "fileLogging", "crashFile.enable", "configVisualisation.enable", "newRelic.enable",
        "uptimeMonitor.storeNewRelic.enable", "qlikSenseEvents.eventCount.enable",
        "qlikSenseEvents.rejectedEventCount.enable",
        "logEvents.source.engine.enable", "logEvents.source.proxy.enable", "logEvents.source.repository.enable",
        "logEvents.source.scheduler.enable", "logEvents.source.qixPerf.enable", "logEvents.categorise.enable",
        "logEvents.enginePerformanceMonitor.enable",
    ]

    static func names(in root: ConfigurationSection, features: FeatureSwitches) -> [String] {
        let missing = FeatureSwitches.keys.filter {
            features.enabled.contains($0.feature) && !features.isActive($0.feature)
        }
        return missing.map { $0.keys.first { root.isTrue(inside: $0) } ?? $0.feature }
            + switches.filter { root.isTrue(inside: $0) }
    }
}
