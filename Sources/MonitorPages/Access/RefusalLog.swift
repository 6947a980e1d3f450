// SPDX-License-Identifier: MIT

import Logging
import MonitoringPipeline
import Synchronization

/// Says at most once a minute what was refused, and how often since the last time.
final class RefusalLog: Sendable {
    enum Kind: String, CaseIterable {
        case tooManyRequests = "too many requests"
        case wrongToken = "wrong tokens"
        case foreignHost = "requests for another host"
        case unfinished = "requests that do not end, while they take all connections"
    }

    private static let pause: Duration = .seconds(60)

    private let page: String
    private let logger: Logger
    private let elapsed: @Sendable () -> Duration
    private let told = Mutex<[Kind: (time: Duration, count: Int)]>([:])

    init(page: String, clock: any Clock<Duration>, logger: Logger) {
        self.page = page
        self.logger = logger
        elapsed = clock.stopwatch()
    }

    /// - Parameter address: of whom was refused; `nil` if it was several, or nobody knows.
    func refused(_ kind: Kind, _ address: String?) {
        let now = elapsed()
        let count: Int? = told.withLock { told in
            let untold = (told[kind]?.count ?? 0) + 1
            if let last = told[kind], now - last.time < Self.pause {
                told[kind]?.count = untold
                return nil
            }
            told[kind] = (now, 0)
            return untold
        }
        guard let count else { return }
        logger.warning(
            "\(page): refused",
            metadata: ["what": "\(kind.rawValue)", "count": "\(count)", "address": "\(address ?? "unknown")"])
    }
}
