// SPDX-License-Identifier: MIT

import ServiceLifecycle

/// How long answers take that are late on purpose, by the site's clock.
struct FaultPace: Sendable {
    private let clock: any Clock<Duration>
    private let slowness: Duration

    /// - Parameter slowness: how late an answer with the fault `slow` is.
    init(clock: any Clock<Duration>, slowness: Duration) {
        self.clock = clock
        self.slowness = slowness
    }

    /// What has to pass before a slow answer. Throws as soon as the service shuts down.
    func delay() async throws {
        try await sleep(for: slowness)
    }

    /// What has to pass before the next byte of an answer that trickles. Throws as soon as the service shuts down.
    func nextByte() async throws {
        try await sleep(for: .seconds(1))
    }

    private func sleep(for duration: Duration) async throws {
        try await cancelWhenGracefulShutdown { [clock] in try await clock.sleep(for: duration) }
    }
}
