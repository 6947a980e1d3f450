// SPDX-License-Identifier: MIT

import MonitoringPipeline
import NIOCore
import Synchronization

/// Counts what each address asks for and how often it presents a wrong token, minute by minute.
///
/// Promises: memory never grows beyond `addressLimit` addresses; those that find no room are counted in `groupLimit` groups,
/// so that one of them costs few others.
final class PageRates: Sendable {
    static let requestLimit = 300
    static let wrongTokenLimit = 10
    static let addressLimit = 1024
    static let groupLimit = 64
    private static let window: Duration = .seconds(60)
    /// Looking for those whose time is over costs something.
    private static let cleaningPause: Duration = .seconds(1)

    enum Verdict: Equatable {
        case admitted
        /// - seconds: after which asking again makes sense.
        case refused(seconds: Int)
        /// The same, but others in its group may be to blame.
        case crowded(seconds: Int)
    }

    private struct Counts {
        var start: Duration
        var requests = 0
        var wrongTokens = 0
    }

    private struct State {
        var addresses: [String: Counts] = [:]
        var groups: [Int: Counts] = [:]
        var cleaned: Duration?
    }

    private static let unknown = "unknown"
    private let state = Mutex(State())
    private let elapsed: @Sendable () -> Duration

    init(clock: any Clock<Duration>) { elapsed = clock.stopwatch() }

    /// Counts a request.
    func request(from address: String) -> Verdict {
        count(address) { counts in
            counts.requests += 1
            return counts.requests <= Self.requestLimit
        }
    }

    /// Counts a wrong token.
    func wrongToken(from address: String) -> Verdict {
        count(address) { counts in
            counts.wrongTokens += 1
            return counts.wrongTokens <= Self.wrongTokenLimit
        }
    }

    private func count(_ address: String, _ change: (inout Counts) -> Bool) -> Verdict {
        let now = elapsed()
        return state.withLock { state in
            let hasRoom = Self.hasRoom(for: address, &state, now)
            // Which group it is, nobody outside can know.
            let group = abs(address.hashValue % Self.groupLimit)
            var counts = (hasRoom ? state.addresses[address] : state.groups[group]) ?? Counts(start: now)
            if now - counts.start >= Self.window { counts = Counts(start: now) }
            let isAdmitted = change(&counts)
            if hasRoom { state.addresses[address] = counts } else { state.groups[group] = counts }
            guard !isAdmitted else { return .admitted }
            let left = Self.window - (now - counts.start)
            let seconds = max(1, Int(left.components.seconds) + (left.components.attoseconds > 0 ? 1 : 0))
            return hasRoom ? .refused(seconds: seconds) : .crowded(seconds: seconds)
        }
    }

    private static func hasRoom(for address: String, _ state: inout State, _ now: Duration) -> Bool {
        if state.addresses[address] != nil || state.addresses.count < addressLimit { return true }
        if let cleaned = state.cleaned, now - cleaned < cleaningPause { return false }
        state.cleaned = now
        state.addresses = state.addresses.filter { now - $0.value.start < window }
        return state.addresses.count < addressLimit
    }

    /// What an address is counted under: an IPv4 address, or the half of an IPv6 address that a whole site shares.
    static func name(of address: SocketAddress?) -> String {
        guard let address, let text = address.ipAddress else { return unknown }
        guard case .v6 = address else { return text }
        // Behind family, port and flow, which are eight bytes.
        let bytes = address.withSockAddr { Array(UnsafeRawBufferPointer(start: $0, count: $1)[8..<24]) }
        // `::ffff:127.0.0.1` is the IPv4 address in it.
        if bytes.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF] {
            return bytes[12...].map { String($0) }.joined(separator: ".")
        }
        return "net \(bytes.prefix(8))"
    }
}
