// SPDX-License-Identifier: MIT

package import MetricsExposition
import Synchronization
package import TelemetryWire

/// What the collector accepted and rejected since it started.
package final class CollectorMetrics: Sendable {
    package struct Counts: Sendable {
        /// By the version of the message.
        package fileprivate(set) var accepted: [Int: Int] = [1: 0, 2: 0]
        package fileprivate(set) var repeated = 0
        fileprivate var erasures = 0
        fileprivate var readbacks = 0
        /// Reports that said nothing about a field, by field.
        package fileprivate(set) var unknownValues: [String: Int] = [:]
        package fileprivate(set) var clockSkew: [ClockSkew: Int] = [.past: 0, .future: 0]
        /// By the reason.
        package fileprivate(set) var rejected = Dictionary(uniqueKeysWithValues: Problem.slugs.map { ($0, 0) })
        /// Of these, reports and requests to erase: what anybody else asks for in vain says nothing about the figures.
        package fileprivate(set) var rejectedReports: [String: Int] = [:]
    }

    /// A sender's clock is wrong by more than a day.
    package enum ClockSkew: String, Sendable {
        case past, future
    }

    private let state = Mutex(Counts())

    package var counts: Counts { state.withLock(\.self) }

    package init() {}

    func accepted(schemaVersion: Int, isRepeated: Bool) {
        state.withLock { counts in
            if isRepeated { counts.repeated += 1 } else { counts.accepted[schemaVersion, default: 0] += 1 }
        }
    }

    func erased() { state.withLock { $0.erasures += 1 } }

    func readBack() { state.withLock { $0.readbacks += 1 } }

    /// A report's time was not used, since it is far from the collector's own.
    func skewed(_ direction: ClockSkew) { state.withLock { $0.clockSkew[direction, default: 0] += 1 } }

    /// A report said nothing about these fields.
    func unknown(_ fields: [String]) {
        if fields.isEmpty { return }
        state.withLock { counts in for field in fields { counts.unknownValues[field, default: 0] += 1 } }
    }

    /// Counts what was not done, also by those who answer before a route does.
    ///
    /// - Parameter ofReport: whether it was a report or a request to erase; `nil` if only the problem can tell.
    package func rejected(_ problem: Problem, ofReport: Bool? = nil) {
        state.withLock { counts in
            counts.rejected[problem.slug, default: 0] += 1
            if ofReport ?? problem.concernsReports { counts.rejectedReports[problem.slug, default: 0] += 1 }
        }
    }

    package func families() -> [MetricFamily] {
        let current = counts
        return [
            MetricFamily(
                "butler_telemetry_reports_stored_total", .counter, help: "Reports stored, by message version.",
                samples: current.accepted.sorted { $0.key < $1.key }.map { version, count in
                    .init(Double(count), labels: [.init("schema_version", String(version))])
                }),
            MetricFamily(
                "butler_telemetry_reports_repeated_total", .counter,
                help: "Reports that were stored before and acknowledged again.",
                samples: [.init(Double(current.repeated))]),
            MetricFamily(
                "butler_telemetry_erasures_total", .counter, help: "Signed requests to erase that were carried out.",
                samples: [.init(Double(current.erasures))]),
            MetricFamily(
                "butler_telemetry_readbacks_total", .counter, help: "Signed requests to read back that were answered.",
                samples: [.init(Double(current.readbacks))]),
            MetricFamily(
                "butler_telemetry_clock_skew_total", .counter,
                help: "Reports whose time is more than a day before or after the collector's. They count on its day.",
                samples: current.clockSkew.sorted { $0.key.rawValue < $1.key.rawValue }.map { direction, count in
                    .init(Double(count), labels: [.init("direction", direction.rawValue)])
                }),
            MetricFamily(
                "butler_telemetry_unknown_values_total", .counter,
                help: "Reports that said nothing about a field that newer ones have, by field.",
                samples: current.unknownValues.sorted { $0.key < $1.key }.map { field, count in
                    .init(Double(count), labels: [.init("field", field)])
                }),
            MetricFamily(
                "butler_telemetry_reports_rejected_total", .counter,
                help: "Requests that were not accepted, by reason.",
                samples: current.rejected.sorted { $0.key < $1.key }.map { reason, count in
                    .init(Double(count), labels: [.init("reason", reason)])
                }),
        ]
    }
}
