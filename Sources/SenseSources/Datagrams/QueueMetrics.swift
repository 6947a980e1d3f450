// SPDX-License-Identifier: MIT

/// The state of a port's queue, and what went through it since the figures were last handed over.
package struct QueueMetrics: Sendable, Equatable {
    /// Read and not parsed yet. Mostly none: only while the kernel has more is what was read not parsed at once.
    package var size = 0
    package var maximumSize = 0
    /// In percent.
    package var utilization = 0.0
    /// In work now.
    package var running = 0
    /// Without those of sources that are not allowed.
    package var received = 0
    package var queued = 0
    /// Parsed, to whatever result.
    package var processed = 0
    /// Always none: a datagram that cannot be parsed is processed, and counted by its reason elsewhere.
    package var failed = 0
    package var droppedForRate = 0
    package var droppedForFullQueue = 0
    package var droppedForSize = 0
    package var dropped: Int { droppedForRate + droppedForFullQueue + droppedForSize }
    /// In milliseconds, of at most the last thousand; measured per batch.
    package var processingAverage = 0.0
    package var processingPercentile95 = 0.0
    package var processingMaximum = 0.0
    /// Messages per minute at the pace of this window; 0 without a limit.
    package var currentRate = 0
    package var isUnderPressure = false

    /// Up to where these figures count.
    var mark = Mark()

    struct Mark: Sendable, Equatable {
        var received = 0
        var queued = 0
        var droppedForRate = 0
        var droppedForFullQueue = 0
        var droppedForSize = 0
        var times = 0
    }

    package init() {}
}
