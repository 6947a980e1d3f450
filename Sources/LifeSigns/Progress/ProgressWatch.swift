// SPDX-License-Identifier: MIT

import MonitoringPipeline
import Synchronization

/// Whether the parts of a program still move: each has to say so within its time.
package final class ProgressWatch: Sendable {
    private struct Entry {
        var name: String
        var limit: Duration
        var last: Duration
    }

    private let entries = Mutex<[Entry]>([])
    private let elapsed: @Sendable () -> Duration

    package init(clock: any Clock<Duration> = ContinuousClock()) { elapsed = clock.stopwatch() }

    /// Adds a part, which counts as moving now.
    ///
    /// - Parameter limit: how long it may say nothing.
    package func part(_ name: String, limit: Duration) -> Part {
        let now = elapsed()
        let index = entries.withLock { entries in
            entries.append(Entry(name: name, limit: limit, last: now))
            return entries.count - 1
        }
        return Part(progress: self, index: index)
    }

    /// The parts that have said nothing for too long.
    package var stuck: [String] {
        let now = elapsed()
        return entries.withLock { entries in entries.filter { now - $0.last > $0.limit }.map(\.name) }
    }

    /// What a part says it with.
    package struct Part: Sendable {
        fileprivate let progress: ProgressWatch
        fileprivate let index: Int

        package func moved() {
            let now = progress.elapsed()
            progress.entries.withLock { $0[index].last = now }
        }
    }
}
