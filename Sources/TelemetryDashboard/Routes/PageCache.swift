// SPDX-License-Identifier: MIT

internal import Synchronization

/// Keeps finished pages for a short time, so that whoever loads them again costs next to nothing.
///
/// Promises: holds at most `entryLimit` pages and `byteLimit` bytes, the oldest go first; gives out nothing that is older than
/// `lifetime`. Figures are of closed weeks, which change seldom; after an erasure a page may show the old count that long.
final class PageCache: Sendable {
    static let lifetime: Duration = .seconds(60)
    static let entryLimit = 200
    static let byteLimit = 32 * 1024 * 1024

    private struct State {
        var documents: [String: (document: PageDocument, made: Duration)] = [:]
        /// Their addresses, the oldest first.
        var order: [String] = []
        var bytes = 0

        mutating func remove(_ address: String) {
            guard let old = documents.removeValue(forKey: address) else { return }
            bytes -= old.document.size
            order.removeAll { $0 == address }
        }
    }

    private let now: @Sendable () -> Duration
    private let state = Mutex(State())

    init(clock: some Clock<Duration>) {
        let start = clock.now
        now = { start.duration(to: clock.now) }
    }

    /// - Parameter address: path and filters in their one spelling.
    func document(at address: String) -> PageDocument? {
        let now = now()
        return state.withLock { state in
            guard let kept = state.documents[address], now - kept.made < Self.lifetime else { return nil }
            return kept.document
        }
    }

    func keep(_ document: PageDocument, at address: String) {
        let now = now()
        state.withLock { state in
            state.remove(address)
            guard document.size <= Self.byteLimit else { return }
            state.documents[address] = (document, now)
            state.order.append(address)
            state.bytes += document.size
            while let oldest = state.order.first,
                state.order.count > Self.entryLimit || state.bytes > Self.byteLimit
                    || state.documents[oldest].map({ now - $0.made >= Self.lifetime }) ?? true
            {
                state.remove(oldest)
            }
        }
    }

    /// How many pages are held.
    var count: Int { state.withLock { $0.order.count } }
}
