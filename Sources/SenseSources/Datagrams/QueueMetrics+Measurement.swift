// SPDX-License-Identifier: MIT

package import Monitoring

extension QueueMetrics {
    /// - Parameters:
    ///   - queue: what the original calls the queue: `user_events` or `log_events`.
    ///   - host: the name of this host.
    ///   - tags: the configured ones, which replace those of the same name.
    package func measurement(
        named name: String, queue: String, host: String, tags: [Tag], at time: Timestamp
    ) -> Measurement {
        let numbers = [
            ("queue_size", size), ("queue_max_size", maximumSize), ("queue_running", running),
            ("messages_received", received), ("messages_queued", queued), ("messages_processed", processed),
            ("messages_failed", failed), ("messages_dropped_total", dropped),
            ("messages_dropped_rate_limit", droppedForRate), ("messages_dropped_queue_full", droppedForFullQueue),
            ("messages_dropped_size", droppedForSize), ("rate_limit_current", currentRate),
            ("backpressure_active", isUnderPressure ? 1 : 0),
        ]
        let shares = [
            ("queue_utilization_pct", utilization), ("processing_time_avg_ms", processingAverage),
            ("processing_time_p95_ms", processingPercentile95), ("processing_time_max_ms", processingMaximum),
        ]
        return Measurement(
            name, tags: [Tag("queue_type", queue), Tag("host", host)].with(tags),
            fields: numbers.map { Measurement.Field($0.0, .number(Double($0.1))) }
                + shares.map { Measurement.Field($0.0, .number($0.1)) },
            time: time)
    }
}
