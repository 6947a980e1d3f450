// SPDX-License-Identifier: MIT

import ConfigurationFile
import Destinations
import HTTPListener
import LogOutput
import Monitoring
import MonitoringTestKit
import SenseDatagrams
import SenseSources
import Testing

@testable import ButlerSOS

/// Values that the sections take in more than one form, and what stands in for missing parts.
@Suite struct SettingsTests {
    @Test func `levels and words count without blanks around them and in any case`() throws {
        let configuration = try Site(
            root: """
                logLevel: " Debug "
                uptimeMonitor: {enable: true, logLevel: INFO}
                logEvents:
                  source: {engine: {enable: true}}
                  udpServerConfig: {serverHost: 0.0.0.0}
                  categorise:
                    enable: true
                    rules:
                      - description: <all of it>
                        logLevel: [WARN, " fatal"]
                        action: Drop
                        category: [{name: a, value: 1}]
                        filter: [{type: SW, value: <error>}]
                """
        ).read()
        #expect(configuration.logLevel == .debug)
        #expect(configuration.uptimeMonitor.logLevel == .info)
        let rule = try #require(configuration.logEvents.categorisation.rules.first)
        #expect(rule.levels == [.warn, .fatal])
        #expect(rule.action == .drop)
        #expect(rule.categories == [Tag("a", "1")])
        #expect(rule.filters == [.init(kind: .startsWith, text: "<error>")])
    }

    @Test func `missing parts have defaults`() throws {
        let configuration = try Site(
            root: """
                prometheus: {enable: true}
                userEvents: {enable: true, udpServerConfig: {serverHost: localhost}}
                logEvents:
                  source: {qixPerf: {enable: true}}
                  udpServerConfig: {serverHost: localhost}
                  enginePerformanceMonitor: {enable: true, monitorFilter: {allApps: {enable: true}}}
                """
        ).read()
        #expect(configuration.prometheus?.address.host == "0.0.0.0")
        let listener = configuration.userEvents.listener
        #expect(listener.port == 9997)
        #expect(listener.maximumConcurrent == 10)
        #expect(listener.maximumWaiting == 200)
        #expect(listener.warningPercentage == 80)
        #expect(listener.maximumPerMinute == nil)
        #expect(listener.maximumMessageSize == 65_507)
        #expect(listener.allowedSources == nil)
        #expect(listener.queueMetrics.measurementName == "user_events_queue")
        #expect(configuration.logEvents.listener.port == 9996)
        #expect(configuration.logEvents.listener.queueMetrics.measurementName == "log_events_queue")
        #expect(!configuration.logEvents.categorisation.isEnabled)
        let filter = try #require(configuration.logEvents.enginePerformance.allApps)
        #expect(filter.objectTypes == .all(except: []))
        #expect(filter.methods == .all(except: []))
        #expect(configuration.spool.isEnabled)
        #expect(configuration.spool.maximumSize == 256 << 20)
        #expect(configuration.spool.maximumAge == .seconds(604_800))
    }

    @Test func `objects are named by their IDs or by objects with IDs`() throws {
        let root = """
            logEvents:
              source: {qixPerf: {enable: true}}
              udpServerConfig: {serverHost: localhost}
              enginePerformanceMonitor:
                monitorFilter:
                  appSpecific:
                    enable: true
                    app:
                      - include: [{appId: x}, {appName: y}]
                        appObject: {allAppObjects: false, someAppObjectsInclude: [a, {objectId: b}]}
            """
        let filter = try #require(try Site(root: root).read().logEvents.enginePerformance.someApps.first)
        #expect(filter.objects == .only(["a", "b"]))
        #expect(filter.apps == [.init(id: "x", name: nil), .init(id: nil, name: "y")])
    }

    @Test(arguments: [
        ("host: influx", "influx", 8086, false), ("host: influx\nport: 99", "influx", 99, false),
        ("hostIP: 10.0.0.1\nhostPort: 99", "10.0.0.1", 99, false), ("host: http://influx", "influx", 8086, false),
        ("host: https://influx/", "influx", 8086, true), ("host: https://influx:8443", "influx", 8443, true),
        ("host: https://influx:8443\nport: 99", "influx", 99, true), ("host: HTTPS://[::1]:8443", "::1", 8443, true),
    ])
    func `InfluxDB is a host or a URL`(keys: String, host: String, port: Int, usesTLS: Bool) throws {
        let details = keys.contains("hostIP") ? "dbName: x" : "v1Config: {dbName: x}"
        let influxDB = try Site(influxDB: "enable: true\n\(keys)\n\(details)").read().influxDB
        #expect(influxDB?.host == host)
        #expect(influxDB?.port == port)
        #expect(influxDB?.usesTLS == usesTLS)
    }

    @Test(arguments: [
        "https://influx/path", "ftp://influx", "https://me:geheim@influx", "influx:8086", "https://", "http://in flux",
        "https://influx?x", "https://influx:0",
    ])
    func `InfluxDB is nothing else`(host: String) throws {
        let problems = try Site(influxDB: "enable: true\nhost: \"\(host)\"\nv1Config: {dbName: x}").problems()
        #expect(problems.map(\.key) == ["Butler-SOS.influxdbConfig.host"])
        #expect(problems.allSatisfy { !$0.description.contains("geheim") })
    }

    @Test func `InfluxDB gets what other sections say`() throws {
        let root = """
            errorTracking: {enable: true, influxdb: {measurementName: ""}}
            userSessions: {excludeUser: [{directory: LAB, userId: 7}]}
            """
        let site = try Site(
            root: root, influxDB: "enable: true\nhost: https://h\ncaFile: certs/root.pem\nv1Config: {dbName: x}")
        let influxDB = try #require(try site.read().influxDB)
        #expect(influxDB.errorMeasurement == "butler_sos_errors")
        #expect(influxDB.excludedUsers == [UserName(directory: "LAB", id: "7")])
        #expect(influxDB.authorityFile == "\(site.directory.path)/certs/root.pem")
        let other = try Site(influxDB: "enable: true\nhost: h\ncaFile: gone.pem\nv1Config: {dbName: x}")
        #expect(try other.problems().map(\.key) == ["Butler-SOS.influxdbConfig.caFile"])
    }

    @Test(arguments: [
        ("sense", "sense", 4242), ("sense:99", "sense", 99), ("10.0.0.1", "10.0.0.1", 4242), ("[::1]:7", "::1", 7),
        ("[::1]", "::1", 4242), ("' sense '", "sense", 4242),
    ])
    func `the repository service may have a port`(text: String, host: String, port: Int) throws {
        let settings = try Site(root: "appNames: {enableAppNameExtract: true, hostIP: \(quoted(text))}").read()
        #expect(settings.appNames.host == host)
        #expect(settings.appNames.port == port)
        #expect(settings.telemetry.repositoryHost == host)
    }

    private func quoted(_ text: String) -> String { text.hasPrefix("'") ? text : "\"\(text)\"" }

    @Test(arguments: ["10d", "36h", "1w2d", "INF", "inf", "5m30s", "1u", "1ns"])
    func `takes InfluxQL durations`(text: String) { #expect(RetentionSpan.isValid(text)) }

    @Test(arguments: [
        "", "10", "d", "10x", "10d ", "10d; DROP DATABASE x", "-1d", "1.5d", "١d", "99999999999999999999d",
        "9999999999w",
    ])
    func `refuses what would be something else in a query`(text: String) { #expect(!RetentionSpan.isValid(text)) }

    @Test func `knows how long a new bucket keeps points`() {
        #expect(RetentionSpan.duration("1d12h") == .seconds(129_600))
        #expect(RetentionSpan.duration("INF") == nil)
        #expect(RetentionSpan.duration("0s") == nil)
    }

    @Test func `a retention that is no duration is worth a warning, as the original takes any text`() throws {
        let details = "v2Config: {org: o, bucket: b, token: t, retentionDuration: infinite}"
        let configuration = try Site(influxDB: "enable: true\nhost: h\nversion: 2\n\(details)").read()
        #expect(configuration.influxDBSettings.version2.retention == nil)
        #expect(configuration.warnings.count == 1)
        #expect(configuration.warnings.first?.contains("v2Config.retentionDuration is no duration") == true)
    }

    @Test(arguments: [
        ("5 minutes", 300), ("1 hour 30 min", 5400), ("2 Days", 172_800), ("", nil), ("5", nil), ("five minutes", nil),
        ("5 minutes;", nil), ("-5 minutes", nil),
    ])
    func `knows spans of time`(text: String, seconds: Int?) {
        #expect(LogDatabaseSettings.span(text) == seconds.map { .seconds($0) })
    }

    @Test func `users' tags may be called tags`() throws {
        let root = """
            userEvents:
              enable: true
              udpServerConfig: {serverHost: localhost}
              tags: [{tag: a, value: 1}, {name: b, value: c}]
            """
        #expect(try Site(root: root).read().userEvents.tags == [Tag("a", "1"), Tag("b", "c")])
    }

    @Test func `the older topic follows the base topic, unless there are newer ones`() throws {
        let listener = "udpServerConfig: {serverHost: localhost}"
        let older = """
            mqttConfig: {baseTopic: base/}
            userEvents: {enable: true, \(listener), sendToMQTT: {enable: true, topic: t}}
            """
        let topics = try Site(root: older).read().userEvents.mqtt
        #expect(topics.everything == "base/t")
        #expect(topics.connectionOpen == nil)
        let both = older.replacing("topic: t}", with: "topic: t, postTo: {everythingTopic: {topic: new}}}")
        let configuration = try Site(root: both).read()
        #expect(configuration.userEvents.mqtt.everything == "new")
        #expect(configuration.warnings.contains { $0.contains("sendToMQTT.topic has no effect beside postTo") })
        let one = older.replacing("topic: t}", with: "postTo: {sessionStopTopic: {enable: false}}}")
        #expect(try Site(root: one).read().userEvents.mqtt.sessionStop == nil)
    }

    @Test(arguments: [
        ("userSessions: {enableSessionExtract: true, pollingInterval: 10}", "userSessions.pollingInterval"),
        ("appNames: {enableAppNameExtract: true, hostIP: a, extractInterval: 999}", "appNames.extractInterval"),
        (
            "qlikSenseEvents: {influxdb: {enable: true, writeFrequency: 86400001}}",
            "qlikSenseEvents.influxdb.writeFrequency"
        ),
        ("spool: {maxSize: 0}", "spool.maxSize"), ("spool: {maxAge: 8761}", "spool.maxAge"),
        ("mqttConfig: {enable: true, brokerHost: a, brokerPort: 65536}", "mqttConfig.brokerPort"),
    ])
    func `numbers stay within their ranges`(root: String, key: String) throws {
        #expect(try Site(root: root).problems().map(\.key) == ["Butler-SOS.\(key)"])
    }

    @Test(arguments: [
        ("heartbeat: {enalbe: true}", "heartbeat.enalbe"), ("heartbeat: {enabld: true}", "heartbeat.enabld"),
        ("logEvents: {sorce: {engine: {enable: true}}}", "logEvents.sorce"),
        ("logEvents: {source: {engnie: {enable: true}}}", "logEvents.source.engnie"),
        ("logEvents: {source: {engine: {enalbe: true}}}", "logEvents.source.engine.enalbe"),
        ("appNames: {enableAppNameExtracts: true}", "appNames.enableAppNameExtracts"),
    ])
    func `a typo in a switch is a mistake although the section is off`(root: String, key: String) throws {
        #expect(try Site(root: root).problems().map(\.key) == ["Butler-SOS.\(key)"])
    }

    @Test func `the log database alone does not make a file an older one`() throws {
        let newer = try Site(
            root: "logdb: {enable: false}", influxDB: "enable: true\nhost: h\nversion: 1\nv1Config: {dbName: x}"
        ).read()
        #expect(newer.certificates.verifiesServers)
        #expect(!newer.influxDBSettings.version1.isFilledByVersion5)
    }
}
