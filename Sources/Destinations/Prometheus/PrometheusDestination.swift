// SPDX-License-Identifier: MIT

package import MetricsExposition
package import Monitoring
package import MonitoringPipeline
import Synchronization

/// Keeps the newest figures of every server for Prometheus to fetch.
///
/// A server's figures disappear after `failuresUntilStale` failed polls in a row, so that a dead server does not look
/// healthy; `butlersos_up` tells at once.
package final class PrometheusDestination: ObservationSink {
    package static let failuresUntilStale = 3

    private struct State {
        var servers: [MonitoredServer: ServerFigures] = [:]
        /// Servers in the order of their first observation, which is the order on the page.
        var order: [MonitoredServer] = []
    }

    private struct ServerFigures {
        var health: EngineHealth?
        var isUp = false
        var failuresInARow = 0
        var polls = 0
        var failures: [PollFailure.Category: Int] = [:]
    }

    package let name = "prometheus"
    /// Figures taken over count as written: from then on a scrape finds them.
    package let counters = DestinationCounters()

    private let state = Mutex(State())

    /// - Parameter servers: in the order in which the page shows them.
    package init(servers: [MonitoredServer]) {
        state.withLock { state in
            for server in servers where state.servers[server] == nil {
                state.servers[server] = ServerFigures()
                state.order.append(server)
            }
        }
    }

    package func receive(_ observation: Observation) {
        switch observation {
        case .engineHealth(let health, let server, _):
            let figures = EngineMetric.all.count { $0.value(health) != nil }
            counters.update { values in
                values.received += figures
                values.written += figures
            }
            update(server) { figures in
                figures.polls += 1
                figures.health = health
                figures.isUp = true
                figures.failuresInARow = 0
            }
        case .pollFailed(let failure, let server, _):
            update(server) { figures in
                figures.polls += 1
                figures.isUp = false
                figures.failuresInARow += 1
                figures.failures[failure.category, default: 0] += 1
                if figures.failuresInARow >= Self.failuresUntilStale { figures.health = nil }
            }
        }
    }

    private func update(_ server: MonitoredServer, _ change: (inout ServerFigures) -> Void) {
        state.withLock { state in
            if state.servers[server] == nil { state.order.append(server) }
            change(&state.servers[server, default: ServerFigures()])
        }
    }

    /// Everything that is known now, engine figures first.
    package func families() -> [MetricFamily] {
        let (figures, order) = state.withLock { ($0.servers, $0.order) }
        let known = order.compactMap { server in
            figures[server].map { (labels: Self.labels(of: server), server: server, figures: $0) }
        }
        var families = EngineMetric.all.map { metric in
            MetricFamily(
                metric.name, .gauge, help: metric.help,
                samples: known.compactMap { entry in
                    entry.figures.health.flatMap(metric.value).map { MetricFamily.Sample($0, labels: entry.labels) }
                })
        }
        families.append(
            MetricFamily(
                "butlersos_engine_metadata", .gauge, help: "Version and start time of the engine, as labels; always 1.",
                samples: known.compactMap { entry in
                    guard let health = entry.figures.health else { return nil }
                    let extra = [
                        MetricFamily.Label("engine_version", health.version ?? ""),
                        MetricFamily.Label("engine_started", health.started ?? ""),
                    ]
                    return MetricFamily.Sample(
                        1, labels: entry.labels.filter { label in !extra.contains { $0.name == label.name } } + extra)
                }))
        families.append(
            MetricFamily(
                "butlersos_up", .gauge, help: "1 if the newest health poll of the server succeeded, else 0.",
                samples: known.filter { $0.figures.polls > 0 }.map { .init($0.figures.isUp ? 1 : 0, labels: $0.labels) }
            ))
        families.append(
            MetricFamily(
                "butlersos_polls_total", .counter, help: "Polls that ended, whether well or not.",
                samples: known.map { .init(Double($0.figures.polls), labels: Self.pollLabels(of: $0.server)) }))
        families.append(
            MetricFamily(
                "butlersos_poll_errors_total", .counter, help: "Polls that gave nothing, by the category of the cause.",
                samples: known.flatMap { entry in
                    entry.figures.failures.sorted { $0.key.rawValue < $1.key.rawValue }.map { category, count in
                        MetricFamily.Sample(
                            Double(count),
                            labels: Self.pollLabels(of: entry.server) + [.init("category", category.rawValue)])
                    }
                }))
        return families
    }

    private static func labels(of server: MonitoredServer) -> [MetricFamily.Label] {
        var labels: [MetricFamily.Label] = []
        for tag in server.tags {
            let name = MetricFamily.validLabelName(tag.name)
            // Two tags whose names become the same would be a page that Prometheus refuses.
            guard !labels.contains(where: { $0.name == name }) else { continue }
            labels.append(.init(name, tag.value))
        }
        return labels
    }

    private static func pollLabels(of server: MonitoredServer) -> [MetricFamily.Label] {
        [.init("kind", "health"), .init("server_name", server.name)]
    }
}
