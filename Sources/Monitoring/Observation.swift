// SPDX-License-Identifier: MIT

/// Something that happened, with the time at which it did.
package enum Observation: Sendable, Equatable {
    /// - apps: the names of the site's apps; `nil` if they are not asked for.
    case engineHealth(EngineHealth, server: MonitoredServer, apps: AppNames?, at: Timestamp)
    case proxySessions(ProxySessions)
    /// Every poll ends with one, whether it gave something or not.
    case polled(PollOutcome)
    case deliveryFailed(FailedDelivery)
}
