// SPDX-License-Identifier: MIT

package import AsyncHTTPClient
import HTTPExchange
package import Logging
package import Monitoring
package import Schedules
import ServiceLifecycle

/// Calls a URL at the start and then on a schedule, so that somebody notices when the calls cease.
///
/// Delays nothing: it is a task of its own, and a call has an end. Only changes are logged, never the URL's path: to many
/// services it is the password.
package struct Heartbeat: Service, CustomStringConvertible {
    private static let deadline: Duration = .seconds(10)
    /// What is read of an answer. Nobody needs it.
    private static let maximumBodySize = 1 << 20

    private let url: String
    private let beat: ScheduleBeat
    private let client: HTTPClient
    private let logger: Logger

    package init(
        url: String, schedule: ScheduleText, client: HTTPClient, clock: any Clock<Duration> = ContinuousClock(),
        now: @escaping @Sendable () -> Timestamp, logger: Logger
    ) {
        self.url = url
        beat = ScheduleBeat(schedule: schedule, clock: clock, now: now)
        self.client = client
        self.logger = logger
    }

    /// A client that follows redirects, which is what services that wait for heartbeats may answer.
    package static func client() -> HTTPClient {
        var configuration = HTTPClient.Configuration.forExchanges()
        configuration.redirectConfiguration = .follow(max: 5, allowCycles: false)
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Service groups log their services; nothing of the configuration must show there.
    package var description: String { "Heartbeat" }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            var state = HeartbeatState()
            await call(&state)
            await beat.run { await call(&state) }
            // A schedule may end before the program does.
            try? await gracefulShutdown()
        }
    }

    private func call(_ state: inout HeartbeatState) async {
        let failure = await attempt()
        if failure != nil, Task.isCancelled { return }
        let place = HeartbeatState.place(of: url)
        switch state.update(failure) {
        case .failing(let failure):
            logger.error("HEARTBEAT: the call failed", metadata: ["server": "\(place)", "cause": "\(failure)"])
        case .recovered: logger.notice("HEARTBEAT: calls succeed again", metadata: ["server": "\(place)"])
        case nil: break
        }
        if failure == nil { logger.debug("HEARTBEAT: sent", metadata: ["server": "\(place)"]) }
    }

    /// - Returns: why the call failed; `nil` if it did not.
    private func attempt() async -> String? {
        do {
            let answer = try await HTTPExchange.run(
                HTTPClientRequest(url: url), with: client, deadline: Self.deadline,
                maximumBodySize: Self.maximumBodySize)
            return (200..<300).contains(answer.status) ? nil : "HTTP status \(answer.status)"
        } catch {
            // The beginning of a long answer says as much.
            return error.kind == .answerTooLarge ? nil : "\(error)"
        }
    }
}
