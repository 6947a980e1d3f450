// SPDX-License-Identifier: MIT

package import Logging
import Synchronization
import TelemetryStore
package import TelemetryWire

/// Remembers whether the store works, so that an outage costs a line a minute in the log and not one per request.
package final class StoreHealth: Sendable {
    private static let quiet: Duration = .seconds(60)

    private struct State {
        var lastLine: ContinuousClock.Instant?
        var unlogged = 0
        /// A failure was logged, and the end of it was not.
        var isLoggedAsFailing = false
    }

    private let logger: Logger
    private let now: @Sendable () -> ContinuousClock.Instant
    private let state = Mutex(State())

    package init(logger: Logger, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        self.logger = logger
        self.now = now
    }

    /// Something was asked of the store, and it failed.
    ///
    /// - Returns: what the sender is told.
    package func failed(_ message: Logger.Message, _ cause: any Error) -> Problem {
        let instant = now()
        let unlogged = state.withLock { state -> Int? in
            if let last = state.lastLine, last.duration(to: instant) < Self.quiet {
                state.unlogged += 1
                return nil
            }
            defer { state.unlogged = 0 }
            state.lastLine = instant
            state.isLoggedAsFailing = true
            return state.unlogged
        }
        if let unlogged {
            var metadata: Logger.Metadata = ["cause": "\(cause)"]
            if unlogged > 0 { metadata["failures_since_last_line"] = "\(unlogged)" }
            logger.error(message, metadata: metadata)
        }
        return .unavailable(retryAfter: cause as? StoreFailure == .overloaded ? 30 : 60)
    }

    /// Something was asked of the store, and it worked.
    package func worked() {
        let isNews = state.withLock { state in
            defer { state.isLoggedAsFailing = false }
            return state.isLoggedAsFailing
        }
        if isNews { logger.notice("the store works again") }
    }
}
