// SPDX-License-Identifier: MIT

import ConfigurationFile
import Monitoring
import Testing

@testable import ButlerSOS
@testable import SenseSources

/// Whether what is said about events lets them get somewhere.
@Suite struct EventRulesTests {
    private static let listener = "udpServerConfig: {serverHost: localhost}"
    private static let influxDB = "enable: true\nhost: h\nv1Config: {dbName: x}"

    /// A configuration in which all kinds of events and figures have tags.
    private static func tagged(_ name: String) -> String {
        let tags = "[{name: \(name), value: x}]"
        let queue = """
            udpServerConfig: {serverHost: localhost, queueMetrics: {influxdb: {enable: true, tags: \(tags)}}}
            """
        return """
            qlikSenseEvents:
              influxdb: {enable: true}
              eventCount: {enable: true, influxdb: {tags: \(tags)}}
              rejectedEventCount: {enable: true}
            userEvents: {enable: true, tags: \(tags), \(queue), sendToInfluxdb: {enable: true}}
            logEvents:
              source: {engine: {enable: true}, qixPerf: {enable: true}}
              tags: \(tags)
              \(queue)
              sendToInfluxdb: {enable: true}
              categorise:
                enable: true
                rules: [{logLevel: [warn], action: categorise, category: \(tags), filter: [{type: so, value: a}]}]
                ruleDefault: {category: \(tags)}
              enginePerformanceMonitor:
                enable: true
                trackRejectedEvents: {enable: true, tags: \(tags)}
                monitorFilter: {allApps: {enable: true}}
            """
    }

    @Test func `no tag has the name that InfluxDB refuses`() throws {
        let queue = "udpServerConfig.queueMetrics.influxdb.tags"
        let problems = try Site(root: Self.tagged("time"), influxDB: Self.influxDB).problems()
        #expect(
            Set(problems.map(\.key))
                == Set(
                    [
                        "qlikSenseEvents.eventCount.influxdb.tags", "userEvents.tags", "userEvents.\(queue)",
                        "logEvents.tags", "logEvents.\(queue)", "logEvents.categorise.rules[0].category",
                        "logEvents.categorise.ruleDefault.category",
                        "logEvents.enginePerformanceMonitor.trackRejectedEvents.tags",
                    ].map { "Butler-SOS.\($0)[0].name" }))
        #expect(problems.allSatisfy { $0.expected.contains("other than time") && $0.found == "\"time\"" })
        #expect(problems.allSatisfy { $0.place != nil })
        let configuration = try Site(root: Self.tagged("Time"), influxDB: Self.influxDB).read()
        #expect(configuration.warnings.isEmpty)
    }

    @Test func `the older spelling of a tag is looked at as well`() throws {
        let root = "userEvents: {enable: true, \(Self.listener), tags: [{tag: time, value: x}]}"
        #expect(try Site(root: root).problems().map(\.key) == ["Butler-SOS.userEvents.tags[0].tag"])
    }

    @Test func `what goes elsewhere may have any name`() throws {
        let root = "newRelic: {enable: true, metric: {attribute: {static: [{name: time, value: x}]}}}"
        #expect(try Site(root: root).problems().isEmpty)
    }

    private static let counts = "qlikSenseEvents.eventCount.influxdb.tags"
    private static let rejected = "logEvents.enginePerformanceMonitor.trackRejectedEvents.tags"
    private static let queues = ["userEvents", "logEvents"].map { "\($0).udpServerConfig.queueMetrics.influxdb.tags" }

    @Test(arguments: [
        ("event_type", [counts]), ("subsystem", [counts]), ("source", [counts, rejected]), ("app_id", [rejected]),
        ("host", [counts] + queues), ("queue_type", queues), ("qs_env", []),
    ])
    func `a tag that would replace one of the figures' own is worth a warning`(name: String, keys: [String]) throws {
        let warnings = try Site(root: Self.tagged(name), influxDB: Self.influxDB).read().warnings
        #expect(warnings.map { String($0.prefix { $0 != " " }) } == keys.map { "Butler-SOS.\($0)" })
        #expect(warnings.allSatisfy { $0.contains(" has \(name), ") && $0.contains("give it another name") })
        let withoutInfluxDB = try Site(root: "prometheus: {enable: true}\n\(Self.tagged(name))").read()
        #expect(withoutInfluxDB.warnings.isEmpty)
    }

    @Test func `the figures' own tags are those that are written`() throws {
        let time = Timestamp(nanoseconds: 0)
        var counts = EventCounts()
        counts.add(.unknown)
        let count = try #require(counts.measurements(named: "c", of: .log, tags: [], at: time).first)
        #expect(count.tags.map(\.name) == ConfigurationRules.eventCountTags)
        var rejected = RejectedEventCounts()
        rejected.add(RejectedEventKey(EventFields(["a", "b", "c", "d"])), processTime: 1)
        let rejection = try #require(rejected.measurements(named: "r", tags: [], at: time).first)
        #expect(rejection.tags.map(\.name) == ConfigurationRules.rejectedCountTags)
        let queue = QueueMetrics().measurement(named: "q", queue: "q", host: "h", tags: [], at: time)
        #expect(queue.tags.map(\.name) == ConfigurationRules.queueTags)
    }

    private static func performance(_ monitor: String, isOn: Bool = true) -> String {
        """
        prometheus: {enable: true}
        logEvents: {source: {qixPerf: {enable: \(isOn)}, engine: {enable: true}}, \(listener), \
        enginePerformanceMonitor: \(monitor)}
        """
    }

    @Test(
        arguments: [
            ("", "enable"), ("{enable: false, monitorFilter: {allApps: {enable: true}}}", "enable"),
            ("{enable: true}", "monitorFilter"),
            ("{enable: true, monitorFilter: {appSpecific: {enable: true}}}", "monitorFilter"),
            ("{enable: true, monitorFilter: {appSpecific: {enable: true, app: [{}]}}}", "monitorFilter"),
            (
                "{enable: true, monitorFilter: {appSpecific: {enable: false, app: [{include: [{appName: a}]}]}}}",
                "monitorFilter"
            ),
            ("{enable: true, monitorFilter: {allApps: {enable: true}}}", nil),
            ("{enable: true, monitorFilter: {appSpecific: {enable: true, app: [{include: [{appName: a}]}]}}}", nil),
        ] as [(String, String?)])
    func `performance events of which none is stored are worth a warning`(monitor: String, key: String?) throws {
        let warnings = try Site(root: Self.performance(monitor)).read().warnings
        let path = "Butler-SOS.logEvents.enginePerformanceMonitor"
        #expect(warnings.map { String($0.prefix { $0 != " " }) } == (key.map { ["\(path).\($0)"] } ?? []))
        #expect(try Site(root: Self.performance(monitor, isOn: false)).read().warnings.isEmpty)
    }

    private static let user = "userEvents: {enable: true, \(listener), sendToInfluxdb: {enable: SWITCH}}"
    private static let log =
        "logEvents: {source: {proxy: {enable: true}}, \(listener), sendToInfluxdb: {enable: SWITCH}}"

    @Test(arguments: [(user, "userEvents", "enable"), (log, "logEvents", "source")])
    func `events that no destination takes are worth a warning`(section: String, name: String, key: String) throws {
        func warnings(isStored: Bool, _ more: String = "", influxDB: String? = nil) throws -> [String] {
            let root = "\(more)\n\(section.replacing("SWITCH", with: "\(isStored)"))"
            return try Site(root: root, influxDB: influxDB).read().warnings
        }
        let nothing = try warnings(isStored: false)
        #expect(nothing.count == 1)
        #expect(nothing.first?.hasPrefix("Butler-SOS.\(name).\(key) is on, but no destination takes") == true)
        #expect(nothing.first?.contains("switch \(name).sendToInfluxdb and influxdbConfig on") == true)
        #expect(try warnings(isStored: true).first?.contains("switch influxdbConfig on") == true)
        let unstored = try warnings(isStored: false, influxDB: Self.influxDB)
        #expect(unstored.first?.contains("switch \(name).sendToInfluxdb on") == true)
        #expect(try warnings(isStored: true, influxDB: Self.influxDB).isEmpty)
        let mqtt = "mqttConfig: {enable: true, brokerHost: localhost, brokerPort: 1883, baseTopic: site/}"
        let topic = name == "userEvents" ? "everythingTopic: {enable: true, topic: user}" : "baseTopic: true"
        let published = try Site(
            root: mqtt + "\n"
                + section.replacing(
                    "sendToInfluxdb: {enable: SWITCH}",
                    with:
                        "sendToMQTT: {enable: true, \(name == "logEvents" ? "baseTopic: log/, " : "")postTo: {\(topic)}}"
                )
        ).read().warnings
        #expect(!published.contains { $0.contains("no destination") })
        #expect(try warnings(isStored: false, "prometheus: {enable: true}").isEmpty)
        let counts = "qlikSenseEvents: {influxdb: {enable: true}, eventCount: {enable: true}}"
        #expect(try warnings(isStored: false, counts, influxDB: Self.influxDB).isEmpty)
        #expect(try warnings(isStored: false, counts).count == 1)
    }

    @Test func `an IPv6 sender counts with brackets and without`() throws {
        let sources = "enableSourceValidation: true, allowedSources: ['[::1]', 'fe80::1', sense]"
        let events = "userEvents: {enable: true, udpServerConfig: {serverHost: a, \(sources)}}"
        let configuration = try Site(root: "prometheus: {enable: true}\n\(events)").read()
        #expect(configuration.userEvents.listener.allowedSources == ["::1", "fe80::1", "sense"])
    }
}
