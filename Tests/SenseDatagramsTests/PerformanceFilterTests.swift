// SPDX-License-Identifier: MIT

import Monitoring
import SenseDatagrams
import Testing

@Suite struct PerformanceFilterTests {
    private static let sales = "7e2c9b1a-4d5f-4a6b-8c7d-0123456789ab"

    private func datagram(
        app: String = sales, object: String = "AbCdE", type: String = "barchart", method: String = "Get"
    ) -> String {
        "/qseow-qix-perf/;14;;;INFO;HOST;SUB;U;0;D;I;;;\(app);42;\(method);12.5;1;1;1;1;7;\(object);1;1;\(type)"
    }

    private func passes(
        _ allApps: PerformanceFilter?, _ someApps: [PerformanceFilter] = [], lookUp: Bool = true, of datagram: String
    ) -> Bool {
        let rules = PerformanceRules(looksUpAppNames: lookUp, allApps: allApps, someApps: someApps)
        let result = LogEventParser(rules: LogEventRules(sources: [.performance], performance: rules)).parse(datagram)
        if case .event = result { return true }
        guard case .filtered = result else {
            Issue.record("neither passes nor is filtered")
            return false
        }
        return false
    }

    @Test func `lets nothing pass without a filter`() {
        #expect(!passes(nil, of: datagram()))
        #expect(!passes(nil, [PerformanceFilter()], of: datagram()))
        #expect(passes(PerformanceFilter(), of: datagram()))
    }

    @Test func `takes an app by its ID, its name or both`() {
        let id = PerformanceFilter.App(id: Self.sales)
        let name = PerformanceFilter.App(name: "Sales Overview")
        let both = PerformanceFilter.App(id: Self.sales, name: "Sales Overview")
        let neither = PerformanceFilter.App(id: Self.sales, name: "Budget")
        for app in [id, name, both, PerformanceFilter.App()] {
            #expect(passes(nil, [PerformanceFilter(apps: [app])], of: datagram()))
            #expect(!passes(PerformanceFilter(apps: [app]), of: datagram()))
        }
        #expect(!passes(nil, [PerformanceFilter(apps: [neither])], of: datagram()))
        #expect(!passes(nil, [PerformanceFilter(apps: [id])], of: datagram(app: "")))
    }

    @Test func `knows no name while names are not looked up`() {
        #expect(!passes(nil, [PerformanceFilter(apps: [.init(name: "Sales Overview")])], lookUp: false, of: datagram()))
        #expect(passes(PerformanceFilter(apps: [.init(name: "Sales Overview")]), lookUp: false, of: datagram()))
    }

    @Test func `prefers a filter for the app to one that excludes it`() {
        let all = PerformanceFilter(apps: [.init(id: Self.sales)], objectTypes: .only([]), methods: .only([]))
        #expect(passes(all, [PerformanceFilter(apps: [.init(id: Self.sales)])], of: datagram()))
        #expect(!passes(all, [PerformanceFilter(apps: [.init(id: "other")])], of: datagram()))
        #expect(passes(PerformanceFilter(), [PerformanceFilter(apps: [.init(id: "other")])], of: datagram()))
        #expect(passes(PerformanceFilter(), [PerformanceFilter(apps: [.init()], methods: .only([]))], of: datagram()))
    }

    @Test func `asks for type, object and method to the letter`() {
        func filter(
            _ types: PerformanceFilter.Selection = .all(except: []),
            _ objects: PerformanceFilter.Selection = .all(except: []),
            _ methods: PerformanceFilter.Selection = .all(except: [])
        ) -> PerformanceFilter {
            PerformanceFilter(apps: [.init()], objectTypes: types, objects: objects, methods: methods)
        }
        for (passing, filter) in [
            (true, filter(.only(["barchart"]))), (false, filter(.only(["Barchart"]))),
            (false, filter(.all(except: ["barchart"]))), (true, filter(.all(except: ["BARCHART"]))),
            (true, filter(.all(except: []), .only(["AbCdE"]))), (false, filter(.all(except: []), .only(["abcde"]))),
            (false, filter(.all(except: []), .all(except: ["AbCdE"]))),
            (true, filter(.all(except: []), .all(except: []), .only(["Get"]))),
            (false, filter(.all(except: []), .all(except: []), .all(except: ["Get"]))),
        ] {
            #expect(passes(nil, [filter], of: datagram()) == passing)
        }
    }

    @Test func `does not ask for the object in the filter for all apps`() {
        #expect(passes(PerformanceFilter(objects: .only(["other"])), of: datagram()))
    }

    @Test func `only counts while performance events are not monitored`() {
        let result = LogEventParser(rules: LogEventRules(sources: [.performance])).parse(datagram())
        guard case .unmonitored(let counted) = result else {
            Issue.record("\(result)")
            return
        }
        #expect(counted.source == .performance && counted.host == "HOST" && counted.subsystem == "SUB")
    }
}
