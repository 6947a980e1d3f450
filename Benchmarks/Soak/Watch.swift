// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Synchronization

/// Looks at the monitor from the outside while it works: memory each second, metrics and health every five.
final class Watch: Sendable {
    struct Seen: Sendable {
        /// Seconds since the start, and MiB.
        var memory: [(time: Double, mebibytes: Double)] = []
        var filesAtFirstMinute: Int?
        var scrapes = 0
        var failedScrapes = 0
        var healthChecks = 0
        var failedHealthChecks = 0
        /// How often each page was there.
        var pages: [String: Int] = [:]
        /// The largest backlog of each destination.
        var backlog: [String: Int] = [:]
    }

    private let seen = Mutex(Seen())
    private let process: ProcessFigures
    private let site: SoakSite
    private let clock = ContinuousClock()

    init(_ process: ProcessFigures, site: SoakSite) {
        self.process = process
        self.site = site
    }

    var all: Seen { seen.withLock { $0 } }

    /// Looks until a moment, or until it is cancelled.
    func run(from start: ContinuousClock.Instant, until end: ContinuousClock.Instant) async throws {
        // An answer that takes its time must not make a gap among the samples.
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { [self] in
                try await every(1, from: start, until: end) { look($0, (clock.now - start) / .seconds(1)) }
            }
            tasks.addTask { [self] in try await every(5, from: start, until: end) { _ in try await ask() } }
            while try await tasks.next() != nil {}
        }
    }

    private func every(
        _ seconds: Int, from start: ContinuousClock.Instant, until end: ContinuousClock.Instant,
        _ body: (Int) async throws -> Void
    ) async throws {
        var second = 0
        while clock.now < end {
            try await clock.sleep(until: start + .seconds(second))
            try await body(second)
            second += seconds
        }
    }

    private func look(_ second: Int, _ time: Double) {
        guard let memory = process.anonymousMebibytes else { return }
        let files = second == 60 ? process.openFiles : nil
        seen.withLock { seen in
            seen.memory.append((time, memory))
            if let files { seen.filesAtFirstMinute = files }
        }
    }

    private func ask() async throws {
        let page = try await MetricsPage(site.metricsURL)
        let health = try await Web.get(site.healthURL)?.status
        var pages: [String] = []
        for (name, url) in site.pageURLs where try await Web.get(url)?.status == 200 { pages.append(name) }
        let answered = pages
        let destinations = page.map { DestinationAccount.all(on: $0) } ?? []
        seen.withLock { seen in
            seen.scrapes += 1
            seen.failedScrapes += page == nil ? 1 : 0
            seen.healthChecks += 1
            seen.failedHealthChecks += health == 200 ? 0 : 1
            for name in answered { seen.pages[name, default: 0] += 1 }
            for destination in destinations {
                seen.backlog[destination.name] = max(seen.backlog[destination.name] ?? 0, destination.waiting)
            }
        }
    }
}

extension Watch.Seen {
    /// The sample nearest to a time.
    func memory(at time: Double) -> Double? {
        memory.min { abs($0.time - time) < abs($1.time - time) }?.mebibytes
    }

    /// How much memory grows per minute after the first, by least squares; `nil` if it was looked at for less than another.
    var slope: Double? {
        let late = memory.filter { $0.time >= 60 }
        guard let first = late.first, let last = late.last, last.time - first.time >= 60 else { return nil }
        let count = Double(late.count)
        let meanTime = late.reduce(0) { $0 + $1.time } / count
        let mean = late.reduce(0) { $0 + $1.mebibytes } / count
        let covariance = late.reduce(0) { $0 + ($1.time - meanTime) * ($1.mebibytes - mean) }
        return 60 * covariance / late.reduce(0) { $0 + ($1.time - meanTime) * ($1.time - meanTime) }
    }
}
