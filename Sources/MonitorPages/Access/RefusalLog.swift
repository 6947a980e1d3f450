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

    private struct Entry {
        var time: Duration
        /// Since the last line.
        var count = 0
        /// Of the last of them.
        var address: String?
    }

    private let page: String
    private let logger: Logger
    private let clock: any Clock<Duration>
    private let elapsed: @Sendable () -> Duration
    private let told = Mutex<[Kind: Entry]>([:])

    init(page: String, clock: any Clock<Duration>, logger: Logger) {
        self.page = page
        self.logger = logger
        self.clock = clock
        elapsed = clock.stopwatch()
    }

    /// - Parameter address: of whom was refused; `nil` if it was several, or nobody knows.
    func refused(_ kind: Kind, _ address: String?) {
        let now = elapsed()
        let count: Int? = told.withLock { told in
            let untold = (told[kind]?.count ?? 0) + 1
            if let last = told[kind], now - last.time < Self.pause {
                told[kind] = Entry(time: last.time, count: untold, address: address)
                return nil
            }
            told[kind] = Entry(time: now)
            return untold
        }
        if let count { tell(kind, count, address) }
    }

    /// Tells what was refused since the last line when its minute is over, and at the end.
    func run() async {
        while (try? await clock.sleep(for: Self.pause)) != nil {
            let now = elapsed()
            tellWhat { now - $0.time >= Self.pause }
        }
        tellWhat { _ in true }
    }

    private func tellWhat(_ isDue: (Entry) -> Bool) {
        let now = elapsed()
        let due = told.withLock { told in
            let due = told.filter { $0.value.count > 0 && isDue($0.value) }
            for kind in due.keys { told[kind] = Entry(time: now) }
            return due
        }
        for (kind, entry) in due.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            tell(kind, entry.count, entry.address)
        }
    }

    private func tell(_ kind: Kind, _ count: Int, _ address: String?) {
        logger.warning(
            "\(page): refused",
            metadata: ["what": "\(kind.rawValue)", "count": "\(count)", "address": "\(address ?? "unknown")"])
    }
}
