// SPDX-License-Identifier: MIT

/// Whether reports can be stored, found out by storing something; seldom enough that asking costs nothing.
package actor Readiness {
    private static let lifetime: Duration = .seconds(1)
    /// A look that takes longer is an answer, too.
    private static let patience: Duration = .seconds(5)

    private let now: @Sendable () -> ContinuousClock.Instant
    private let check: @Sendable () async throws -> Void
    private var last: (isReady: Bool, at: ContinuousClock.Instant)?
    private var lookingSince: ContinuousClock.Instant?

    /// - Parameter check: really writes and commits; throws if it cannot.
    package init(
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now },
        check: @escaping @Sendable () async throws -> Void
    ) {
        self.now = now
        self.check = check
    }

    /// Of those who ask at the same time one looks; the others get what was known before.
    package func isReady() async -> Bool {
        if let lookingSince {
            return last?.isReady ?? false && lookingSince.duration(to: now()) < Self.patience
        }
        if let last, last.at.duration(to: now()) < Self.lifetime { return last.isReady }
        lookingSince = now()
        let isReady: Bool
        do {
            try await check()
            isReady = true
        } catch {
            isReady = false
        }
        last = (isReady, now())
        lookingSince = nil
        return isReady
    }
}
