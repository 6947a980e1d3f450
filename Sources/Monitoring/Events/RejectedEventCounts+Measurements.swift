// SPDX-License-Identifier: MIT

extension RejectedEventCounts {
    /// One measurement for everything that performance events were about.
    ///
    /// - Parameter tags: the configured ones, which replace those of the same name.
    package func measurements(named name: String, tags: [Tag], at time: Timestamp) -> [Measurement] {
        entries.map { entry in
            let own = [
                Tag("source", LogEvent.Source.performance.rawValue), Tag("app_id", entry.appID),
                Tag("method", entry.method), Tag("object_type", entry.objectType), Tag("app_name", entry.appName),
                Tag("app_name_set", entry.appName.isEmpty ? "false" : "true"),
            ]
            return Measurement(
                name, tags: own.with(tags),
                fields: [
                    .init("counter", .number(Double(entry.count))), .init("process_time", .number(entry.processTime)),
                ], time: time)
        }
    }
}
