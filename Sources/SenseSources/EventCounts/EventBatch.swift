// SPDX-License-Identifier: MIT

import Monitoring
import MonitoringPipeline

/// What came of one reading of a port: counted and handed over at its end, all at once.
struct EventBatch {
    private let apps: AppNameTable?
    private let tally: EventTally
    private let sink: any ObservationSink
    private var appNames: AppNames?
    private var events: [Observation] = []
    private var counted: [CountedAs] = []
    private var rejected: [(key: RejectedEventKey, processTime: Double?)] = []

    /// - Parameter apps: `nil` if nobody asks for the names of apps.
    init(apps: AppNameTable?, tally: EventTally, sink: any ObservationSink) {
        self.apps = apps
        self.tally = tally
        self.sink = sink
    }

    /// The names of the site's apps, looked at once in a reading: the table has a lock.
    mutating func namesOfApps() -> AppNames? {
        if appNames == nil { appNames = apps?.current }
        return appNames
    }

    mutating func append(_ event: Observation) { events.append(event) }
    mutating func count(_ event: CountedAs) { counted.append(event) }

    /// Counts a performance event that no filter lets pass.
    mutating func reject(_ key: RejectedEventKey, processTime: Double?) { rejected.append((key, processTime)) }

    mutating func end() {
        tally.add(counted, rejected: rejected)
        if !events.isEmpty { sink.receive(events) }
        counted.removeAll(keepingCapacity: true)
        rejected.removeAll(keepingCapacity: true)
        events.removeAll(keepingCapacity: true)
        appNames = nil
    }
}
