// SPDX-License-Identifier: MIT

package import Logging
import ServiceLifecycle
package import TelemetryStore
package import TelemetryWire

/// Closes weeks that are over and forgets what is too old, at the start and every hour.
///
/// What fails is told once and tried again at the next hour; receiving goes on meanwhile.
package struct FleetMaintenance: Service, CustomStringConvertible {
    package static let interval: Duration = .seconds(3600)

    private let store: any FleetMaintainer & RollupReader
    private let today: @Sendable () -> UTCDay
    private let clock: any Clock<Duration>
    private let logger: Logger

    package init(
        store: any FleetMaintainer & RollupReader, today: @escaping @Sendable () -> UTCDay, clock: any Clock<Duration>,
        logger: Logger
    ) {
        self.store = store
        self.today = today
        self.clock = clock
        self.logger = logger
    }

    package var description: String { "FleetMaintenance" }

    package func run() async throws {
        try? await cancelWhenGracefulShutdown {
            var isFailing = false
            while !Task.isCancelled {
                isFailing = await maintain(wasFailing: isFailing)
                try await clock.sleep(for: Self.interval)
            }
        }
    }

    /// Does it once; true if it failed.
    private func maintain(wasFailing: Bool) async -> Bool {
        do {
            let day = today()
            try await ClockJump.check(store, today: day)
            // First what is closed with all its spans, then the old spans.
            let weeks = try await store.closeWeeks(before: day)
            let counts = try await store.prune(today: day)
            if let first = weeks.first, let last = weeks.last {
                logger.info("weeks closed", metadata: ["from": "\(first)", "to": "\(last)"])
            }
            if counts.spans > 0 || counts.foldedWeeks > 0 {
                logger.info(
                    "old histories forgotten",
                    metadata: [
                        "installations": "\(counts.installations)", "spans": "\(counts.spans)",
                        "foldedWeeks": "\(counts.foldedWeeks)",
                    ])
            }
            if wasFailing { logger.notice("maintenance works again") }
            return false
        } catch {
            if !wasFailing, !Task.isCancelled {
                logger.error(
                    "weeks not closed and old histories not forgotten; tried again every hour",
                    metadata: ["cause": "\(error)"])
            }
            return true
        }
    }
}
