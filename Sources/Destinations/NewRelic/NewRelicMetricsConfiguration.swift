// SPDX-License-Identifier: MIT

package import Monitoring

/// Which figures an account gets.
package struct NewRelicMetricsConfiguration: Sendable {
    /// `nil` sends none of the servers' figures.
    package var servers: Servers?
    /// `nil` sends none of this program's own figures.
    package var own: Own?

    package init(servers: Servers? = nil, own: Own? = nil) {
        self.servers = servers
        self.own = own
    }

    package struct Servers: Sendable {
        package var figures: Set<Figures>
        /// Added to the tags of the server, which they may replace.
        package var attributes: [Tag]
        /// The time between two health checks.
        package var healthInterval: Duration
        /// The time between two questions for sessions.
        package var sessionInterval: Duration

        package init(
            figures: Set<Figures>, attributes: [Tag], healthInterval: Duration, sessionInterval: Duration
        ) {
            self.figures = figures
            self.attributes = attributes
            self.healthInterval = healthInterval
            self.sessionInterval = sessionInterval
        }
    }

    package struct Own: Sendable {
        package var sendsMemory: Bool
        package var sendsUptime: Bool
        package var attributes: [Tag]

        package init(sendsMemory: Bool, sendsUptime: Bool, attributes: [Tag]) {
            self.sendsMemory = sendsMemory
            self.sendsUptime = sendsUptime
            self.attributes = attributes
        }
    }

    /// Figures of the servers that are switched together.
    package enum Figures: String, Sendable, CaseIterable {
        case memory, cpu, calls, selections, sessions, users, saturated, appCounts, cache, proxySessions
    }
}
