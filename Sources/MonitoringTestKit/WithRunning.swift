// SPDX-License-Identifier: MIT

import Logging
package import ServiceLifecycle

/// Runs services while `body` runs, and then ends them as a program does: gracefully.
///
/// A server that is cancelled drops the connections that it accepts at that moment, and swift-nio traps on those.
///
/// - Parameter onEnd: is called when the services have ended, also if they could not start, so that a body that waits for
///   them to listen waits no longer.
package func withRunning<Result>(
    _ services: [any Service], onEnd: @escaping @Sendable () -> Void = {}, _ body: () async throws -> Result
) async throws -> Result {
    let (started, start) = AsyncStream<Void>.makeStream()
    var configuration = ServiceGroupConfiguration(
        services: services + [StartSignal(start: start)],
        logger: Logger(label: "services") { _ in SwiftLogNoOpLogHandler() })
    configuration.maximumGracefulShutdownDuration = .seconds(10)
    let group = ServiceGroup(configuration: configuration)
    return try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask {
            defer {
                start.finish()
                onEnd()
            }
            try await group.run()
        }
        // A group that is stopped before it started would run for ever.
        for await _ in started { break }
        let result: Swift.Result<Result, any Error>
        do { result = .success(try await body()) } catch { result = .failure(error) }
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
        return try result.get()
    }
}

/// Tells that the services run, and does nothing else.
private struct StartSignal: Service {
    let start: AsyncStream<Void>.Continuation

    func run() async throws {
        start.yield()
        try await gracefulShutdown()
    }
}
