// SPDX-License-Identifier: MIT

package import Destinations
import Monitoring

extension MonitorConfiguration {
    /// What an account of New Relic gets.
    package struct NewRelicReceiver: Sendable {
        package var account: NewRelicAccount
        /// `nil` if it gets no figures.
        package var metrics: NewRelicMetricsConfiguration?
        /// `nil` if it gets no events.
        package var events: NewRelicEventsConfiguration?
    }

    /// Whether users are scrambled for somebody.
    package var scramblesUsers: Bool { sendsUserEvents && userEvents.newRelic.scramblesUsers }

    private var sendsUserEvents: Bool {
        newRelic.isEnabled && userEvents.isEnabled && userEvents.newRelic.isEnabled
            && !userEvents.newRelic.accounts.isEmpty
    }

    private var sendsLogEvents: Bool {
        newRelic.isEnabled && logEvents.sources.isAnyOn && logEvents.newRelic.isEnabled
    }

    /// The accounts that get something, each once, in the order of the credentials.
    ///
    /// - Parameter scrambler: `nil` if users are not scrambled.
    package func newRelicReceivers(version: String, scrambler: UserScrambler?) -> [NewRelicReceiver] {
        let uptime = uptimeMonitor.isEnabled && uptimeMonitor.newRelic.isEnabled ? uptimeMonitor.newRelic : nil
        let servers = newRelicServers(version: version)
        let own = uptime.map { uptime in
            NewRelicMetricsConfiguration.Own(
                sendsMemory: uptime.sendsMemory, sendsUptime: uptime.sendsUptime,
                attributes: uptime.attributes.with(uptime.sendsVersion ? [Tag("version", version)] : []))
        }
        let users = NewRelicEventsConfiguration.Users(attributes: userEvents.tags, scrambler: scrambler)
        let logs = newRelicLogs(version: version)
        return newRelicAccounts.compactMap { account in
            let metrics = NewRelicMetricsConfiguration(
                servers: newRelicMetricAccounts.contains(account.name) ? servers : nil,
                own: uptime?.accounts.contains(account.name) == true ? own : nil)
            let events = NewRelicEventsConfiguration(
                users: sendsUserEvents && userEvents.newRelic.accounts.contains(account.name) ? users : nil,
                logs: logEvents.newRelic.accounts.contains(account.name) ? logs : nil)
            let hasMetrics = metrics.servers != nil || metrics.own != nil
            let hasEvents = events.users != nil || events.logs != nil
            guard hasMetrics || hasEvents else { return nil }
            return NewRelicReceiver(
                account: account, metrics: hasMetrics ? metrics : nil, events: hasEvents ? events : nil)
        }
    }

    private func newRelicServers(version: String) -> NewRelicMetricsConfiguration.Servers? {
        let figures = newRelic.figures.sent
        guard newRelic.isEnabled, !figures.isEmpty else { return nil }
        return NewRelicMetricsConfiguration.Servers(
            figures: figures, attributes: newRelic.metricAttributes.tags(version: version),
            healthInterval: pollingInterval, sessionInterval: userSessions.pollingInterval)
    }

    private func newRelicLogs(version: String) -> NewRelicEventsConfiguration.Logs? {
        guard sendsLogEvents else { return nil }
        let settings = logEvents.newRelic
        let sources: [(LogEvent.Source, LogEventNewRelicSettings.Source)] = [
            (.engine, settings.engine), (.proxy, settings.proxy), (.repository, settings.repository),
            (.scheduler, settings.scheduler),
        ]
        let levels = sources.filter(\.1.isEnabled).map { source, settings in
            (source, NewRelicEventsConfiguration.Levels(errors: settings.sendsErrors, warnings: settings.sendsWarnings))
        }
        return NewRelicEventsConfiguration.Logs(
            attributes: logEvents.tags.with(newRelic.eventAttributes.tags(version: version)),
            levels: Dictionary(uniqueKeysWithValues: levels))
    }
}

extension NewRelicSettings.Attributes {
    fileprivate func tags(version: String) -> [Monitoring.Tag] {
        fixed.with(hasVersion ? [Tag("butlerSosVersion", version)] : [])
    }
}
