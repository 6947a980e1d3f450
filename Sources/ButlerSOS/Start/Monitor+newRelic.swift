// SPDX-License-Identifier: MIT

import Destinations
import Logging
import MonitoringPipeline

extension Monitor {
    /// For each account of New Relic one for its figures and one for its events, as far as it gets them.
    static func newRelicRunners(_ parts: Parts) -> [DestinationRunner] {
        let configuration = parts.configuration
        return configuration.newRelicReceivers(version: ButlerSOSVersion.current, scrambler: scrambler(parts))
            .flatMap { receiver in
                newRelicDestinations(receiver, parts).map { destination in
                    runner(
                        destination, limits: NewRelicLimits.delivery, maximumAge: NewRelicLimits.maximumAge, parts)
                }
            }
    }

    private static func newRelicDestinations(
        _ receiver: MonitorConfiguration.NewRelicReceiver, _ parts: Parts
    ) -> [NewRelicDestination] {
        let (settings, account) = (parts.configuration.newRelic, receiver.account)
        let metrics = receiver.metrics.map { metrics in
            NewRelicDestination(
                metrics: metrics,
                to: NewRelicEndpoint(
                    account: account.name, url: settings.metricURL, key: account.key, headers: settings.metricHeaders,
                    proxyHost: parts.clients.newRelicMetrics.proxyHost),
                client: parts.clients.newRelicMetrics.client)
        }
        let events = receiver.events.map { events in
            NewRelicDestination(
                events: events,
                to: NewRelicEndpoint(
                    account: account.name,
                    url: NewRelicEndpoint.events(at: settings.eventURL, of: account.id), key: account.key,
                    headers: settings.eventHeaders, proxyHost: parts.clients.newRelicEvents.proxyHost),
                client: parts.clients.newRelicEvents.client)
        }
        return [metrics, events].compactMap(\.self)
    }

    /// `nil` if nobody is scrambled. Without a key that is kept users are scrambled all the same.
    private static func scrambler(_ parts: Parts) -> UserScrambler? {
        guard parts.configuration.scramblesUsers else { return nil }
        let key = ScrambleKey(state: parts.statePath)
        if let problem = key.problem {
            parts.logger.warning(
                "NEW RELIC: users get other names after the next start, since the key for them is not kept",
                metadata: ["cause": "\(problem)"])
        }
        return UserScrambler(key: key.key)
    }
}
