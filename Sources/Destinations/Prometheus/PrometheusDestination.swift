// SPDX-License-Identifier: MIT

package import MetricsExposition
package import Monitoring
package import MonitoringPipeline
import Synchronization

/// Keeps the newest figures of every server for Prometheus to fetch.
///
/// Figures disappear after `failuresUntilStale` failed polls in a row, so that a dead server does not look healthy;
/// `butlersos_up` tells at once.
package final class PrometheusDestination: ObservationSink {
    package static let failuresUntilStale = 3

    private struct State {
        var health: [String: EngineHealth] = [:]
        var sessions: [PollTarget: Int] = [:]
        var polls: [PollTarget: PollFigures] = [:]
        var logRows: LogRowCounts
    }

    package let name = "prometheus"
    /// Figures taken over count as written: from then on a scrape finds them.
    package let counters = DestinationCounters()

    private let servers: [MonitoredServer]
    private let state: Mutex<State>

    /// - Parameters:
    ///   - servers: in the order in which the page shows them; observations of others are ignored.
    ///   - logHosts: the servers' hosts in the log database.
    ///   - logLevels: the levels that are fetched from there.
    package init(
        servers: [MonitoredServer], logHosts: [String] = [], logLevels: [LogDatabaseEntry.Level] = []
    ) {
        self.servers = servers
        state = Mutex(State(logRows: LogRowCounts(hosts: logHosts, levels: logLevels)))
    }

    package func receive(_ observations: [Observation]) {
        for observation in observations { take(observation) }
    }

    private func take(_ observation: Observation) {
        switch observation {
        case .engineHealth(let health, let server, _, _):
            count(EngineMetric.all.count { $0.value(health) != nil })
            state.withLock { $0.health[server.name] = health }
        case .proxySessions(let sessions):
            count(1)
            let target = PollTarget(
                .sessions, serverName: sessions.server.name, host: sessions.host, virtualProxy: sessions.virtualProxy)
            state.withLock { $0.sessions[target] = sessions.sessions.count }
        case .polled(let outcome): take(outcome)
        case .logDatabaseEntry(let entry):
            count(1)
            state.withLock { $0.logRows.add(entry) }
        // Events are counted where they are received.
        case .userEvent, .logEvent, .eventFigures, .programUsage, .deliveryFailed: break
        }
    }

    private func count(_ figures: Int) {
        counters.update { values in
            values.received += figures
            values.written += figures
        }
    }

    private func take(_ outcome: PollOutcome) {
        state.withLock { state in
            let target = outcome.target
            state.polls[target, default: PollFigures()].take(outcome)
            guard state.polls[target]?.isStale == true else { return }
            switch target.kind {
            case .health: state.health[target.serverName] = nil
            case .sessions: state.sessions[target] = nil
            case .appNames, .logDatabase: break
            }
        }
    }

    /// Everything that is known now, engine figures first.
    package func families() -> [MetricFamily] {
        let state = state.withLock { $0 }
        let known = servers.map { (server: $0, labels: Self.labels(of: $0.tags), health: state.health[$0.name]) }
        var families = EngineMetric.all.map { metric in
            MetricFamily(
                metric.name, .gauge, help: metric.help,
                samples: known.compactMap { entry in
                    entry.health.flatMap(metric.value).map { MetricFamily.Sample($0, labels: entry.labels) }
                })
        }
        families.append(
            MetricFamily(
                "butlersos_engine_metadata", .gauge, help: "Version and start time of the engine, as labels; always 1.",
                samples: known.compactMap { entry in
                    guard let health = entry.health else { return nil }
                    let own = [
                        Tag("engine_version", health.version ?? ""), Tag("engine_started", health.started ?? ""),
                    ]
                    return MetricFamily.Sample(1, labels: Self.labels(of: entry.server.tags, own: own))
                }))
        families.append(sessionFamily(state))
        let ups = known.compactMap { entry -> MetricFamily.Sample? in
            let target = PollTarget(.health, serverName: entry.server.name, host: entry.server.host)
            return state.polls[target].map { .init($0.isUp ? 1 : 0, labels: entry.labels) }
        }
        families.append(
            MetricFamily(
                "butlersos_up", .gauge, help: "1 if the newest health poll of the server succeeded, else 0.",
                samples: ups))
        return families + PollFigures.families(of: state.polls) + [state.logRows.family]
    }

    private func sessionFamily(_ state: State) -> MetricFamily {
        let samples = servers.flatMap { server in
            (server.proxy?.virtualProxies ?? []).compactMap { virtualProxy -> MetricFamily.Sample? in
                let proxy = ProxySessions(
                    of: server, host: server.proxy?.host ?? "", virtualProxy: virtualProxy, sessions: [],
                    at: Timestamp(nanoseconds: 0))
                let target = PollTarget(
                    .sessions, serverName: server.name, host: proxy.host, virtualProxy: virtualProxy)
                return state.sessions[target].map {
                    .init(Double($0), labels: Self.labels(of: server.tags, own: proxy.ownTags))
                }
            }
        }
        return MetricFamily(
            "butlersos_user_session_total", .gauge, help: "User sessions of a virtual proxy.", samples: samples)
    }

    /// - Parameter own: what the metric is about, which wins over a tag of the same name.
    private static func labels(of tags: [Tag], own: [Tag] = []) -> [MetricFamily.Label] {
        let own = own.map { MetricFamily.Label($0.name, $0.value) }
        var labels: [MetricFamily.Label] = []
        for tag in tags {
            let name = MetricFamily.validLabelName(tag.name)
            // Two tags whose names become the same would be a page that Prometheus refuses.
            guard !(labels + own).contains(where: { $0.name == name }) else { continue }
            labels.append(.init(name, tag.value))
        }
        return labels + own
    }
}
