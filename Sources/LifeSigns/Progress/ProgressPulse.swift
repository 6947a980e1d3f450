// SPDX-License-Identifier: MIT

package import NIOCore
import ServiceLifecycle

/// Has tasks and event loops prove every few seconds that they get their turn.
package struct ProgressPulse: Service, CustomStringConvertible {
    private static let interval: Duration = .seconds(5)
    /// How long a thread may be busy with one thing.
    private static let limit: Duration = .seconds(30)

    private let tasks: ProgressWatch.Part
    private let loops: [(loop: any EventLoop, part: ProgressWatch.Part)]
    private let clock: any Clock<Duration>

    package init(_ progress: ProgressWatch, eventLoops: [any EventLoop], clock: any Clock<Duration> = ContinuousClock())
    {
        tasks = progress.part("tasks", limit: Self.limit)
        loops = eventLoops.enumerated().map { index, loop in
            (loop, progress.part("event loop \(index + 1)", limit: Self.limit))
        }
        self.clock = clock
    }

    package var description: String { "ProgressPulse" }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            repeat {
                tasks.moved()
                for (loop, part) in loops { loop.execute { part.moved() } }
            } while (try? await clock.sleep(for: Self.interval)) != nil && !Task.isCancelled
        }
    }
}
