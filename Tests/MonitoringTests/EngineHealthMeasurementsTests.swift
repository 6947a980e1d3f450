// SPDX-License-Identifier: MIT

import Monitoring
import Testing

@Suite struct EngineHealthMeasurementsTests {
    private static let server = MonitoredServer(
        name: "A", host: "a:4747", description: "d", extraTags: [Tag("env", "x")])
    private static let time = Timestamp(secondsSinceEpoch: 1_773_123_300 + 3665)

    private static let full = EngineHealth(
        version: "14.201.3", started: "20260310T061500.000Z",
        memory: .init(committed: 18_250.5, allocated: 20_480.75, free: 43_008.25), cpuTotal: 37.5,
        sessions: .init(active: 4, total: 27), users: .init(active: 3, total: 19),
        apps: .init(
            active: ["a"], loaded: ["b", "SessionApp_1"], inMemory: ["b", "a", "c"], calls: 90_211, selections: 3120),
        cache: .init(hits: 5120, lookups: 6400, added: 1280, replaced: 16, bytesAdded: 734_003_200), saturated: true)

    private func measurements(
        _ health: EngineHealth, apps: AppNames? = nil, lists: AppListFields = AppListFields()
    ) -> [Measurement] {
        health.measurements(of: Self.server, apps: apps, at: Self.time, lists: lists, localOffset: 0)
    }

    private func fields(
        _ name: String, _ health: EngineHealth, apps: AppNames? = nil, lists: AppListFields = AppListFields()
    ) -> [String: Measurement.Value] {
        let fields = measurements(health, apps: apps, lists: lists).first { $0.name == name }?.fields ?? []
        return Dictionary(fields.map { ($0.name, $0.value) }) { _, second in second }
    }

    @Test func `makes eight measurements in the order in which they are written`() {
        let all = measurements(Self.full)
        #expect(all.map(\.name) == ["sense_server", "mem", "apps", "cpu", "session", "users", "cache", "saturated"])
        #expect(all.allSatisfy { $0.tags == Self.server.tags && $0.time == Self.time })
    }

    @Test func `takes every figure over as it is`() {
        #expect(
            fields("sense_server", Self.full) == [
                "version": .text("14.201.3"), "started": .text("20260310T061500.000Z"),
                "uptime": .text("0 days, 1h 01m 05s"),
            ])
        #expect(
            fields("mem", Self.full) == [
                "comitted": .number(18_250.5), "allocated": .number(20_480.75), "free": .number(43_008.25),
            ])
        #expect(fields("cpu", Self.full) == ["total": .number(37.5)])
        #expect(fields("session", Self.full) == ["active": .number(4), "total": .number(27)])
        #expect(fields("users", Self.full) == ["active": .number(3), "total": .number(19)])
        #expect(
            fields("cache", Self.full) == [
                "hits": .number(5120), "lookups": .number(6400), "added": .number(1280), "replaced": .number(16),
                "bytes_added": .number(734_003_200),
            ])
        #expect(fields("saturated", Self.full) == ["saturated": .flag(true)])
    }

    @Test func `counts apps always and lists them only where told`() {
        let none = fields("apps", Self.full)
        #expect(none["active_docs_count"] == .number(1))
        #expect(none["loaded_docs_count"] == .number(2))
        #expect(none["in_memory_docs_count"] == .number(3))
        #expect(none["active_docs"] == .text(""))
        #expect(none["loaded_docs"] == .text(""))
        #expect(none["in_memory_docs"] == .text(""))
        #expect(none["calls"] == .number(90_211))
        #expect(none["selections"] == .number(3120))
        #expect(none.count == 14)

        let active = fields("apps", Self.full, lists: AppListFields(active: true))
        #expect(active["active_docs"] == .text("a"))
        #expect(active["loaded_docs"] == .text(""))
        #expect(active["in_memory_docs"] == .text(""))

        let loaded = fields("apps", Self.full, lists: AppListFields(loaded: true))
        #expect(loaded["active_docs"] == .text(""))
        #expect(loaded["loaded_docs"] == .text("b,SessionApp_1"))
        #expect(loaded["in_memory_docs"] == .text(""))

        let inMemory = fields("apps", Self.full, lists: AppListFields(inMemory: true))
        #expect(inMemory["active_docs"] == .text(""))
        #expect(inMemory["in_memory_docs"] == .text("b,a,c"))
    }

    @Test(arguments: ["active", "loaded", "in_memory"])
    func `writes the name fields empty, so that dashboards find them`(prefix: String) {
        let withoutNames = fields("apps", Self.full, lists: AppListFields(active: true, loaded: true, inMemory: true))
        let withoutLists = fields("apps", Self.full, apps: AppNames([("a", "A")]))
        for all in [withoutNames, withoutLists] {
            #expect(all["\(prefix)_docs_names"] == .names([]))
            #expect(all["\(prefix)_session_docs_names"] == .names([]))
        }
    }

    @Test func `names apps only in the lists that are told`() {
        let names = AppNames([("a", "Finance"), ("b", "HR"), ("SessionApp_1", "never shown")])
        let loaded = fields("apps", Self.full, apps: names, lists: AppListFields(loaded: true))
        #expect(loaded["loaded_docs_names"] == .names(["HR"]))
        #expect(loaded["loaded_session_docs_names"] == .names(["SessionApp_1"]))
        #expect(loaded["active_docs_names"] == .names([]))
        #expect(loaded["in_memory_docs_names"] == .names([]))

        let others = fields("apps", Self.full, apps: names, lists: AppListFields(active: true, inMemory: true))
        #expect(others["loaded_docs_names"] == .names([]))
        #expect(others["loaded_session_docs_names"] == .names([]))
        #expect(others["active_docs_names"] == .names(["Finance"]))
        #expect(others["in_memory_docs_names"] == .names(["Finance", "HR", "c"]))
        #expect(others["in_memory_docs"] == .text("b,a,c"))
    }

    @Test func `makes nothing of an engine that says nothing`() {
        #expect(measurements(EngineHealth()).isEmpty)
        #expect(
            measurements(
                EngineHealth(memory: .init(), sessions: .init(), users: .init(), apps: .init(), cache: .init())
            ).isEmpty)
    }

    @Test func `leaves out only the measurement whose part is missing`() {
        var health = Self.full
        health.cache = nil
        health.apps = nil
        health.saturated = nil
        #expect(measurements(health).map(\.name) == ["sense_server", "mem", "cpu", "session", "users"])
    }

    @Test func `leaves out only the figure that is missing`() {
        #expect(fields("mem", EngineHealth(memory: .init(free: 1))) == ["free": .number(1)])
        let apps = fields("apps", EngineHealth(apps: .init(loaded: [], calls: 5)))
        #expect(apps["loaded_docs_count"] == .number(0))
        #expect(apps["calls"] == .number(5))
        #expect(apps["active_docs_count"] == nil)
        #expect(apps["selections"] == nil)
    }

    @Test func `gives no uptime when the start cannot be read`() {
        #expect(fields("sense_server", EngineHealth(version: "1"))["uptime"] == .text(""))
        let odd = fields("sense_server", EngineHealth(started: "yesterday"))
        #expect(odd == ["started": .text("yesterday"), "uptime": .text("")])
    }

    @Test func `reads a start without a zone in this host's time`() {
        let health = EngineHealth(started: "20260310T071500.000")
        let all = health.measurements(
            of: Self.server, apps: nil, at: Self.time, lists: AppListFields(), localOffset: 3600)
        #expect(all.first?.fields.last == .init("uptime", .text("0 days, 1h 01m 05s")))
    }
}
