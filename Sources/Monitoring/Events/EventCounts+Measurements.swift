// SPDX-License-Identifier: MIT

extension EventCounts {
    /// Which port the events came to.
    package enum EventType: String, Sendable {
        case user, log
    }

    /// One measurement for each source, host and subsystem.
    ///
    /// - Parameter tags: the configured ones, which replace those of the same name.
    package func measurements(
        named name: String, of type: EventType, tags: [Tag], at time: Timestamp
    ) -> [Measurement] {
        entries.map { entry in
            let own = [
                Tag("event_type", type.rawValue), Tag("source", entry.source), Tag("host", entry.host),
                Tag("subsystem", entry.subsystem),
            ]
            return Measurement(
                name, tags: own.with(tags), fields: [.init("counter", .number(Double(entry.count)))], time: time)
        }
    }
}
