// SPDX-License-Identifier: MIT

extension FeatureSwitches {
    /// The switches of the configuration that no report tells, with the reason. A name with a dot at its end stands for all
    /// below it. A switch that is neither here nor in `keys` fails a test: reporting it or not has to be decided.
    package static let notReported: [(reason: String, keys: [String])] = [
        ("decides about telemetry itself", ["anonTelemetry", "systemInfo.enable"]),
        (
            "not in the published message; reporting it needs a new schema version",
            [
                "fileLogging", "crashFile.enable", "configVisualisation.enable", "statusPage.enable",
                "errorTracking.enable",
                "qlikSenseEvents.eventCount.enable", "qlikSenseEvents.rejectedEventCount.enable",
                "uptimeMonitor.storeNewRelic.enable", "newRelic.enable", "logEvents.source.engine.enable",
                "logEvents.source.proxy.enable", "logEvents.source.repository.enable",
                "logEvents.source.scheduler.enable", "logEvents.source.qixPerf.enable", "logEvents.categorise.enable",
                "logEvents.enginePerformanceMonitor.enable", "spool.enable",
            ]
        ),
        (
            "a detail of how a feature is set up, which could tell one site from another",
            [
                "crashFile.crashFileCreateJson", "crashFile.crashFileCreateText", "configVisualisation.obfuscate",
                "uptimeMonitor.storeNewRelic.metric.", "uptimeMonitor.storeNewRelic.attribute.",
                "errorTracking.logSummary.enable", "errorTracking.influxdb.enable", "qlikSenseEvents.influxdb.enable",
                "userEvents.udpServerConfig.", "userEvents.sendToMQTT.", "userEvents.sendToInfluxdb.enable",
                "userEvents.sendToNewRelic.", "logEvents.udpServerConfig.", "logEvents.categorise.ruleDefault.enable",
                "logEvents.enginePerformanceMonitor.appNameLookup.enable",
                "logEvents.enginePerformanceMonitor.trackRejectedEvents.enable",
                "logEvents.enginePerformanceMonitor.monitorFilter.", "logEvents.sendToMQTT.",
                "logEvents.sendToInfluxdb.enable", "logEvents.sendToNewRelic.", "newRelic.event.", "newRelic.metric.",
                "influxdbConfig.v1Config.auth.enable", "influxdbConfig.includeFields.",
                "serversToMonitor.rejectUnauthorized", "serversToMonitor.servers[].userSessions.enable",
                "mqttConfig.retain", "mqttConfig.tls.enable", "mqttConfig.lastWill.enable", "logdb.extractErrors",
                "logdb.extractWarnings", "logdb.extractInfo",
            ]
        ),
    ]
}
