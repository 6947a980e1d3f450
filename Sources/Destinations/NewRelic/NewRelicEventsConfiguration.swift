// SPDX-License-Identifier: MIT

package import Monitoring

/// Which events an account gets.
package struct NewRelicEventsConfiguration: Sendable {
    /// `nil` sends no user events.
    package var users: Users?
    /// `nil` sends no log events.
    package var logs: Logs?

    package init(users: Users? = nil, logs: Logs? = nil) {
        self.users = users
        self.logs = logs
    }

    package struct Users: Sendable {
        package var attributes: [Tag]
        /// `nil` tells who the users are.
        package var scrambler: UserScrambler?

        package init(attributes: [Tag], scrambler: UserScrambler?) {
            self.attributes = attributes
            self.scrambler = scrambler
        }
    }

    package struct Logs: Sendable {
        package var attributes: [Tag]
        /// The levels that are sent of each source.
        package var levels: [LogEvent.Source: Levels]

        package init(attributes: [Tag], levels: [LogEvent.Source: Levels]) {
            self.attributes = attributes
            self.levels = levels
        }
    }

    package struct Levels: Sendable, Equatable {
        /// Errors, also fatal ones.
        package var errors: Bool
        package var warnings: Bool

        package init(errors: Bool, warnings: Bool) {
            self.errors = errors
            self.warnings = warnings
        }
    }
}
