// SPDX-License-Identifier: MIT

/// Something that happened, with the time at which it did.
package enum Observation: Sendable, Equatable {
    /// - apps: the names of the site's apps; `nil` if they are not asked for.
    case engineHealth(EngineHealth, server: MonitoredServer, apps: AppNames?, at: Timestamp)
    case proxySessions(ProxySessions)
    /// Every poll ends with one, whether it gave something or not.
    case polled(PollOutcome)
    case userEvent(UserEvent)
    case logEvent(LogEvent)
    case logDatabaseEntry(LogDatabaseEntry)
    /// What the program counts about the events that it receives, as it is stored.
    case eventFigures([Measurement])
    case programUsage(ProgramUsage)
    case deliveryFailed(FailedDelivery)
}
