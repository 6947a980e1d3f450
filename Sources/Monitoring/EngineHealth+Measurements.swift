// SPDX-License-Identifier: MIT

extension EngineHealth {
    /// The eight health measurements, in the order in which they are written. What the engine left out is left out.
    ///
    /// - Parameters:
    ///   - names: the names of apps; `nil` leaves the fields for them empty.
    ///   - localOffset: seconds east of UTC on this host, for engines that spell their start time without a zone.
    package func measurements(
        of server: MonitoredServer, apps names: AppNames?, at time: Timestamp, lists: AppListFields, localOffset: Int
    ) -> [Measurement] {
        let tags = server.tags
        return [
            ("sense_server", serverFields(at: time, localOffset: localOffset)),
            (
                "mem",
                Self.numbers([
                    ("comitted", memory?.committed), ("allocated", memory?.allocated), ("free", memory?.free),
                ])
            ),
            ("apps", apps.map { Self.appFields($0, names, lists) } ?? []),
            ("cpu", Self.numbers([("total", cpuTotal)])),
            ("session", Self.numbers([("active", sessions?.active), ("total", sessions?.total)])),
            ("users", Self.numbers([("active", users?.active), ("total", users?.total)])),
            (
                "cache",
                Self.numbers([
                    ("hits", cache?.hits), ("lookups", cache?.lookups), ("added", cache?.added),
                    ("replaced", cache?.replaced), ("bytes_added", cache?.bytesAdded),
                ])
            ),
            ("saturated", saturated.map { [.init("saturated", .flag($0))] } ?? []),
        ]
        .filter { !$0.1.isEmpty }
        .map { Measurement($0.0, tags: tags, fields: $0.1, time: time) }
    }

    private func serverFields(at time: Timestamp, localOffset: Int) -> [Measurement.Field] {
        guard version != nil || started != nil else { return [] }
        let uptime = started.flatMap { EngineStart($0, localOffset: localOffset)?.uptimeText(at: time) } ?? ""
        var fields: [Measurement.Field] = []
        if let version { fields.append(.init("version", .text(version))) }
        if let started { fields.append(.init("started", .text(started))) }
        fields.append(.init("uptime", .text(uptime)))
        return fields
    }

    private static func appFields(_ apps: Apps, _ names: AppNames?, _ lists: AppListFields) -> [Measurement.Field] {
        var fields: [Measurement.Field] = []
        for (prefix, ids, isListed) in [
            ("active", apps.active, lists.active), ("loaded", apps.loaded, lists.loaded),
            ("in_memory", apps.inMemory, lists.inMemory),
        ] {
            guard let ids else { continue }
            fields.append(.init("\(prefix)_docs_count", .number(Double(ids.count))))
            fields.append(.init("\(prefix)_docs", .text(isListed ? ids.joined(separator: ",") : "")))
            // Without names the fields exist, empty, so that dashboards find them.
            let named = isListed ? names?.sorted(ids) : nil
            fields.append(.init("\(prefix)_docs_names", .names(named?.apps ?? [])))
            fields.append(.init("\(prefix)_session_docs_names", .names(named?.sessionApps ?? [])))
        }
        return fields + numbers([("calls", apps.calls), ("selections", apps.selections)])
    }

    private static func numbers(_ values: [(String, Double?)]) -> [Measurement.Field] {
        values.compactMap { name, value in value.map { .init(name, .number($0)) } }
    }
}
