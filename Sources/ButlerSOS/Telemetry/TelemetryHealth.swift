// SPDX-License-Identifier: MIT

import MetricsExposition
import Synchronization

/// Whether telemetry gets through, for Prometheus: figures of this host for its administrator, which nobody sends.
final class TelemetryHealth: Sendable {
    private let lastAttempt = Mutex<Bool?>(nil)

    func note(isAccepted: Bool) { lastAttempt.withLock { $0 = isAccepted } }

    /// - Parameter isSending: whether reports are sent at all.
    func families(isSending: Bool) -> [MetricFamily] {
        let enabled = MetricFamily(
            "butlersos_telemetry_enabled", .gauge, help: "1 if anonymous telemetry is on and has a collector, else 0.",
            samples: [.init(isSending ? 1 : 0)])
        guard isSending, let isUp = lastAttempt.withLock({ $0 }) else { return [enabled] }
        return [
            enabled,
            MetricFamily(
                "butlersos_telemetry_up", .gauge,
                help: "1 if the collector accepted the last report, 0 if it could not be sent or was refused.",
                samples: [.init(isUp ? 1 : 0)]),
        ]
    }
}
