// SPDX-License-Identifier: MIT

import Monitoring

/// Asks the filters whether a performance event passes, without making texts of its fields.
struct PerformanceMatcher: Sendable {
    private let allApps: Filter?
    private let someApps: [Filter]

    /// The fields of an event that filters look at, as they came.
    struct Subject {
        var appID: UnsafeRawBufferPointer
        /// Empty if it is unknown or not asked for.
        var appName: UnsafeRawBufferPointer
        var objectType: UnsafeRawBufferPointer
        var objectID: UnsafeRawBufferPointer
        var method: UnsafeRawBufferPointer
    }

    init(allApps: PerformanceFilter?, someApps: [PerformanceFilter]) {
        self.allApps = allApps.map(Filter.init)
        self.someApps = someApps.map(Filter.init)
    }

    /// A filter for certain apps that lets an event pass beats whatever the one for all apps says.
    func passes(_ subject: Subject) -> Bool {
        for filter in someApps where filter.apps.matches(subject) && filter.objects.has(subject.objectID) {
            if filter.objectTypes.has(subject.objectType), filter.methods.has(subject.method) { return true }
        }
        guard let allApps, !allApps.apps.matches(subject) else { return false }
        return allApps.objectTypes.has(subject.objectType) && allApps.methods.has(subject.method)
    }

    private struct Filter {
        let apps: Apps
        let objectTypes: Selection
        let objects: Selection
        let methods: Selection

        init(_ filter: PerformanceFilter) {
            apps = Apps(filter.apps)
            objectTypes = Selection(filter.objectTypes)
            objects = Selection(filter.objects)
            methods = Selection(filter.methods)
        }
    }

    private struct Selection {
        private let names: KeyTable
        private let isOnly: Bool

        init(_ selection: PerformanceFilter.Selection) {
            switch selection {
            case .all(let excluded): (names, isOnly) = (KeyTable(excluded), false)
            case .only(let included): (names, isOnly) = (KeyTable(included), true)
            }
        }

        func has(_ name: UnsafeRawBufferPointer) -> Bool { names.contains(name) == isOnly }
    }

    private struct Apps {
        private let matchesAll: Bool
        private let ids: KeyTable
        private let names: KeyTable
        private let pairs: [(id: [UInt8], name: [UInt8])]

        init(_ apps: [PerformanceFilter.App]) {
            matchesAll = apps.contains { $0.id == nil && $0.name == nil }
            ids = KeyTable(apps.compactMap { $0.name == nil ? $0.id : nil })
            names = KeyTable(apps.compactMap { $0.id == nil ? $0.name : nil })
            pairs = apps.compactMap { app in
                guard let id = app.id, let name = app.name else { return nil }
                return (Array(id.utf8), Array(name.utf8))
            }
        }

        func matches(_ subject: Subject) -> Bool {
            matchesAll || ids.contains(subject.appID) || names.contains(subject.appName)
                || pairs.contains { subject.appID.elementsEqual($0.id) && subject.appName.elementsEqual($0.name) }
        }
    }
}
