// SPDX-License-Identifier: MIT

import Foundation

/// Everything that was counted anywhere about a run, and what follows from it.
struct SoakEvidence {
    var plan: SoakPlan
    /// Numbers 1 up to this were sent.
    var sent: Int
    /// The monitor's own metrics at the end.
    var page: MetricsPage
    var seen: Watch.Seen
    var heard: EventNumbers
    var newRelic: NewRelicRecorder.Taken
    var rows: EventNumbers
    var heartbeats: Int
    /// How long it took until all was sent.
    var seconds: Double
    var cpuSeconds: Double
    var drainSeconds: Double?
    var openFiles: Int
    var memoryAtEnd: Double
    var log: String
    var logFiles: [String]
    var crashFiles: [String]

    /// What InfluxDB has.
    struct Stored {
        var userEvents = EventNumbers()
        var logEvents = EventNumbers()
        var rows = EventNumbers()
        var usagePoints = 0

        init(_ database: StoredEvents, servers: Int) async throws {
            for server in 1...servers {
                try await database.add("*", of: "user_events", host: "sense\(server)", to: &userEvents)
                try await database.add("message, handle", of: "log_event", host: "sense\(server)", to: &logEvents)
            }
            try await database.add("message", of: "log_event", host: SoakSite.rowHost, to: &rows)
            usagePoints = try await database.count("SELECT count(heap_used) FROM butlersos_memory_usage")
        }
    }

    /// The recorded figures of the original, 15.0.1: CPU seconds for a million events, and for a poll round of ten servers.
    private static let original = (millionEvents: 145.0, roundOfTen: 0.126)
    /// Growth of memory that counts as none, in MiB a minute: half a MiB in a run of twenty minutes or more. Over a shorter one
    /// the recoveries near its end tilt the slope by more than that, so there it is what comes to 10 MiB over the run.
    private var flat: Double { max(0.5, 10 / (seconds / 60)) }

    func checks(_ stored: Stored) -> [Check] {
        arrivals() + destinations() + influx(stored) + mqtt() + newRelicEvents(stored) + signs(stored) + resources()
    }

    /// Events that reached the destinations' buffers.
    private var events: Int {
        page.sum("butlersos_datagrams_total") - page.sum("butlersos_datagrams_dropped_total")
    }

    private func arrivals() -> [Check] {
        let read = page.sum("butlersos_datagrams_total")
        let lost = page.sum("butlersos_datagrams_dropped_by_kernel_total")
        let dropped = page.samples("butlersos_datagrams_dropped_total").filter { $0.value > 0 }
        return [
            Check(
                name: "events", text: "sent \(sent), read \(read), lost in the kernel \(lost)",
                isGood: sent == read + lost && sent == plan.rate * plan.seconds),
            Check(
                name: "events that became none",
                text: dropped.isEmpty ? "0" : dropped.map { "\($0.labels) \(Int($0.value))" }.joined(separator: ", ")),
            Check(
                name: "backlogs", text: drainSeconds.map { "gone \(Int($0)) s after the end" } ?? "not gone in time",
                isGood: drainSeconds != nil),
        ]
    }

    private func destinations() -> [Check] {
        DestinationAccount.all(on: page).map { account in
            let dropped = account.dropped.map { "\($0.reason) \($0.count)" }.joined(separator: ", ")
            return Check(
                name: account.name,
                text: "received \(account.received), delivered \(account.written), waiting \(account.waiting), dropped "
                    + "\(dropped.isEmpty ? "0" : dropped); most waiting \(seen.backlog[account.name] ?? 0)",
                isGood: account.isBalanced && account.received > 0)
        }
    }

    /// Records that a destination has not delivered.
    private func open(_ name: String) -> Int {
        let account = DestinationAccount(name, on: page)
        return account.waiting + account.droppedCount
    }

    private func influx(_ stored: Stored) -> [Check] {
        let found = stored.userEvents.count + stored.logEvents.count
        let again = stored.userEvents.repetitions + stored.logEvents.repetitions
        return [
            Check(
                name: "events in InfluxDB",
                text: "\(found) of \(events): \(stored.userEvents.count) of users, \(stored.logEvents.count) of logs; "
                    + "\(again) twice",
                isGood: found <= events && events - found <= open("influxdb") && again == 0),
            Check(
                name: "log rows in InfluxDB",
                text: "\(stored.rows.count) of \(rows.count); \(stored.rows.repetitions) twice",
                isGood: rows.count > 0 && stored.rows.repetitions == 0 && stored.rows.count <= rows.count
                    && rows.count - stored.rows.count <= open("influxdb") - (events - found)),
        ]
    }

    /// A broker that is killed takes with it what it acknowledged in its last moments and has not passed on: nobody can
    /// count that but the subscriber. So what the subscriber misses must have been sent right before a kill.
    private func mqtt() -> [Check] {
        let missing = heard.missing(from: 1...max(1, sent))
        let lostBefore = sent - events
        let kills = plan.faults.starts(of: .broker)
        let stray = missing.filter { number in
            let time = Double(number) / Double(plan.rate)
            return !kills.contains { (Double($0) - 5...Double($0) + 2).contains(time) }
        }
        return [
            Check(
                name: "events over MQTT",
                text: "\(heard.count) of \(events) heard, \(heard.repetitions) of them twice or more; "
                    + "\(missing.count - stray.count) were acknowledged by a broker that was killed then, "
                    + "\(kills.count) kills; \(stray.count) miss otherwise",
                isGood: heard.count <= events && stray.count <= open("mqtt") + lostBefore)
        ]
    }

    private func newRelicEvents(_ stored: Stored) -> [Check] {
        let name = "newrelic-events/\(SoakSite.account)"
        let account = DestinationAccount(name, on: page)
        let missing = (1...max(1, sent)).filter { number in
            stored.userEvents.contains(number) && !newRelic.events.contains(number)
        }
        let found = newRelic.events.count
        return [
            Check(
                name: "events in New Relic",
                text:
                    "\(found) of \(account.received) in \(newRelic.eventRequests) requests; \(newRelic.events.repetitions) "
                    + "again after a lost answer; \(missing.count) of users miss; \(newRelic.refused) requests refused, "
                    + "\(newRelic.unreadable) unreadable; \(newRelic.metricRequests) requests with figures",
                isGood: found <= account.received && account.received - found <= open(name)
                    && missing.count <= open(name) && newRelic.unreadable == 0 && newRelic.metricRequests > 0)
        ]
    }

    private func signs(_ stored: Stored) -> [Check] {
        let minutes = Int(seconds / 60)
        let up = page.sum("butlersos_up")
        let told = log.split(separator: "\n").count { $0.contains("Iteration # ") }
        return [
            Check(
                name: "servers",
                text: "\(up) of \(plan.servers) up at the end; \(page.sum("butlersos_polls_total")) polls, "
                    + "\(page.sum("butlersos_poll_errors_total")) failed", isGood: up == plan.servers),
            Check(
                name: "log rows read", text: "\(page.sum("butlersos_log_database_rows_total")) of \(rows.count)",
                isGood: page.sum("butlersos_log_database_rows_total") == rows.count),
            Check(
                name: "scrapes", text: "\(seen.scrapes), failed \(seen.failedScrapes)",
                isGood: seen.failedScrapes == 0 && seen.scrapes > 0),
            Check(
                name: "health checks", text: "\(seen.healthChecks), failed \(seen.failedHealthChecks)",
                isGood: seen.failedHealthChecks == 0 && seen.healthChecks > 0),
            Check(
                name: "heartbeats", text: "\(heartbeats) in \(Int(seconds)) s", isGood: heartbeats >= Int(seconds) / 10),
            Check(
                name: "log files, crash files",
                text: "\(logFiles.count), \(crashFiles.isEmpty ? "none" : crashFiles.joined(separator: ", "))",
                isGood: crashFiles.isEmpty && !logFiles.isEmpty),
            Check(
                name: "uptime and memory", text: "told \(told) times, \(stored.usagePoints) points in InfluxDB",
                isGood: told >= minutes && told - stored.usagePoints <= open("influxdb")),
        ]
            + SoakSite.pages.map { name in
                let answered = seen.pages[name] ?? 0
                return Check(
                    name: name, text: "there \(answered) of \(seen.scrapes) times", isGood: answered == seen.scrapes)
            }
    }

    private func resources() -> [Check] {
        let rounds = seconds / 10 * Double(plan.servers) / 10
        let before = Double(sent) / 1e6 * Self.original.millionEvents + rounds * Self.original.roundOfTen
        let early = seen.memory(at: 60) ?? 0
        let most = seen.memory.map(\.mebibytes).max() ?? 0
        let slope = seen.slope
        let memory = String(
            format: "RssAnon %.1f MiB after a minute, %.1f at most, %.1f at the end; ", early, most, memoryAtEnd)
        let perMinute = cpuSeconds / seconds * 60
        return [
            Check(
                name: "memory",
                text: memory
                    + (slope.map { String(format: "%+.2f MiB a minute since then", $0) } ?? "too short for a slope"),
                isGood: slope.map { $0 < flat }),
            Check(
                name: "CPU",
                text: String(
                    format:
                        "%.1f s in %.0f s, %.2f s a minute; the original's recorded costs of events and polls alone "
                        + "come to %.0f s, %.1f s a minute", cpuSeconds, seconds, perMinute, before,
                    before / seconds * 60)),
            Check(
                name: "open files",
                text: "\(seen.filesAtFirstMinute.map { "\($0) after a minute, " } ?? "")\(openFiles) at the end",
                isGood: seen.filesAtFirstMinute.map { openFiles <= $0 + 20 }),
        ]
    }
}
