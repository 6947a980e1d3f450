// SPDX-License-Identifier: MIT

import BenchmarkSupport
import Foundation

/// Sends requests over connections that stay open, one thread for all of them.
struct LoadGenerator {
    enum Pace {
        /// Each connection sends its next request when it has its answer.
        case asFastAsPossible
        /// Each request is due at its time, whether or not the server keeps up; waiting counts.
        case perSecond(Double)
    }

    struct TookTooLong: Error {}

    var port: Int
    var connections = 64
    /// Nothing that is measured here takes longer than this.
    var limitSeconds = 900.0

    /// Sends `count` requests of the deck.
    ///
    /// - Parameter tick: called about ten times a second.
    func run(
        _ deck: RequestDeck, count: Int? = nil, pace: Pace = .asFastAsPossible, against server: Program,
        tick: () throws -> Void = {}
    ) throws -> LoadResult {
        let count = count ?? deck.count
        var open = try (0..<connections).map { _ in try LoadConnection(port: port) }
        var polls = open.map { pollfd(fd: $0.socket, events: Int16(POLLIN), revents: 0) }
        var idle = Array(open.indices)
        var dueTimes = [UInt64](repeating: 0, count: open.count)
        var result = LoadResult()
        result.latencies.reserveCapacity(count)
        let (serverCPU, ownCPU) = (try server.cpuSeconds, Self.ownCPU())
        let start = Self.now()
        var (next, ticked) = (0, start)

        func due(_ request: Int, now: UInt64) -> UInt64 {
            guard case .perSecond(let rate) = pace else { return now }
            return start + UInt64(Double(request) * 1e9 / rate)
        }
        func finish(_ connection: Int, _ status: Int, now: UInt64) {
            result.statuses[status, default: 0] += 1
            result.latencies.append(UInt32(clamping: (now - dueTimes[connection]) / 1000))
            idle.append(connection)
        }
        func reopen(_ connection: Int) throws {
            open[connection] = try LoadConnection(port: port)
            polls[connection].fd = open[connection].socket
        }

        while result.latencies.count < count {
            var now = Self.now()
            while next < count, due(next, now: now) <= now, let connection = idle.popLast() {
                dueTimes[connection] = due(next, now: now)
                if !deck.withRequest(next, { open[connection].send($0) }) {
                    finish(connection, 0, now: now)
                    try reopen(connection)
                }
                next += 1
            }
            Self.wait(&polls, until: next < count && !idle.isEmpty ? due(next, now: now) : .max)
            now = Self.now()
            for connection in polls.indices where polls[connection].revents != 0 {
                switch open[connection].receive() {
                case .waiting: break
                case .answered(let status): finish(connection, status, now: now)
                case .broken:
                    if !idle.contains(connection) { finish(connection, 0, now: now) }
                    try reopen(connection)
                }
            }
            if now - ticked > 100_000_000 {
                ticked = now
                try tick()
                guard Double(now - start) / 1e9 < limitSeconds else { throw TookTooLong() }
            }
        }
        result.seconds = Double(Self.now() - start) / 1e9
        result.serverCPU = try server.cpuSeconds - serverCPU
        result.ownCPU = Self.ownCPU() - ownCPU
        return result
    }

    /// Waits for an answer, at most until a moment.
    private static func wait(_ polls: inout [pollfd], until moment: UInt64) {
        let left = moment - min(moment, now())
        guard left < 50_000_000 else {
            poll(&polls, nfds_t(polls.count), 50)
            return
        }
        // `poll` knows only whole milliseconds, which are too long between two requests.
        var sockets = fd_set()
        withUnsafeMutableBytes(of: &sockets) { bits in
            for entry in polls { bits[Int(entry.fd) / 8] |= 1 << UInt8(entry.fd % 8) }
        }
        var limit = timeval(tv_sec: 0, tv_usec: Int(left / 1000))
        select((polls.map(\.fd).max() ?? 0) + 1, &sockets, nil, nil, &limit)
        poll(&polls, nfds_t(polls.count), 0)
    }

    private static func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    private static func ownCPU() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }
}
