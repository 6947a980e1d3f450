// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import Destinations
import Foundation
import Logging
import Monitoring
import MonitoringPipeline
import SenseDatagrams
import SenseSimulator

/// Parses datagrams of each kind and makes lines for InfluxDB of them, and prints what that costs: on one thread, from
/// memory, as often as asked, beside a mere copy of the same bytes.
///
/// usage: event-costs [EVENTS]
@main
struct EventCosts {
    static func main() {
        let count = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 500_000
        let destination = InfluxDBDestination(
            InfluxDBConfiguration(
                host: "127.0.0.1", port: 1,
                endpoint: .version1(
                    .init(database: "x", credentials: nil, retentionPolicy: .init(name: "x", duration: "1d"))),
                lists: AppListFields(active: true, loaded: true, inMemory: true), userEventTags: [],
                logEventTags: []),
            client: .shared, logger: Logger(label: "costs") { _ in SwiftLogNoOpLogHandler() })
        print("kind, bytes of a datagram, events a CPU second, of which parsing alone, copies a CPU second")
        for kind in EventKind.allCases { measure(kind, count, destination) }
    }

    private static func measure(_ kind: EventKind, _ count: Int, _ destination: InfluxDBDestination) {
        let site = SimulatedSite(seed: 1, servers: 1)
        var feed = EventFeed(site: site, kinds: [kind], at: 1_780_000_000, variety: 256)
        let datagrams = (0..<1024).map { _ in feed.nextBytes(at: 1_780_000_000) }
        var parser = EventParser(kind)
        let parsing = cpuSeconds {
            for index in 0..<count { parser.parse(datagrams[index % datagrams.count], number: index) { _ in } }
        }
        var bytes = 0
        let both = cpuSeconds {
            for index in 0..<count {
                parser.parse(datagrams[index % datagrams.count], number: index) { event in
                    for record in destination.records(of: event) { bytes += record.bytes.count }
                }
            }
        }
        var copied = 0
        let copying = cpuSeconds {
            for index in 0..<count {
                let copy = datagrams[index % datagrams.count].withUnsafeBytes { [UInt8]($0) }
                copied += copy.count
            }
        }
        precondition(bytes > count && copied > count, "no lines were made")
        func rate(_ seconds: Double) -> Int { Int(Double(count) / seconds) }
        print("\(kind.rawValue), \(copied / count), \(rate(both)), \(rate(parsing)), \(rate(copying))")
    }

    private static func cpuSeconds(_ body: () -> Void) -> Double {
        func used() -> Double {
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        }
        let start = used()
        body()
        return used() - start
    }

    /// The parser of the port that the kind comes to.
    private struct EventParser {
        private let isUserEvent: Bool
        private var user = UserEventParser()
        private let log = LogEventParser(
            rules: LogEventRules(
                sources: Set(LogEvent.Source.allCases),
                performance: PerformanceRules(looksUpAppNames: false, allApps: PerformanceFilter())))

        init(_ kind: EventKind) { isUserEvent = kind.port == .user }

        mutating func parse(_ datagram: [UInt8], number: Int, _ take: (Observation) -> Void) {
            let time = Timestamp(nanoseconds: 1_780_000_000_000_000_000 + Int64(number))
            datagram.withUnsafeBytes { datagram in
                if isUserEvent {
                    if case .event(let event) = user.parse(datagram, at: time, appNames: nil) {
                        take(.userEvent(event))
                    }
                } else if case .event(let event) = log.parse(datagram, at: time, appNames: nil) {
                    take(.logEvent(event))
                }
            }
        }
    }
}
