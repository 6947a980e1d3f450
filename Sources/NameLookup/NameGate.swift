// SPDX-License-Identifier: MIT

import NIOCore
import Synchronization

/// Lets those who connect to a host by its name pass once the name was found.
///
/// The sockets' library looks up the names of one event loop one after the other. A name for which the name service takes ten
/// seconds would hold up everybody there, whatever host they need. So each waits here first, and only for his own name.
///
/// Promises: each name is asked for by one thread at most; a name that was found is not asked for again until somebody says
/// that the host could not be reached.
package final class NameGate: Sendable {
    /// The one for all that this process connects to: it shares the event loops, too.
    package static let system = NameGate(ask: HostAnswer.askSystem)

    private enum Name {
        case found
        case asked([AsyncStream<HostAnswer>.Continuation])
    }

    private let ask: @Sendable (String, @escaping @Sendable (HostAnswer) -> Void) -> Void
    private let names = Mutex<[String: Name]>([:])

    package init(ask: @escaping @Sendable (String, @escaping @Sendable (HostAnswer) -> Void) -> Void) { self.ask = ask }

    /// Waits until the name is found.
    ///
    /// - Parameter host: an address passes at once.
    /// - Returns: why the host has no address; `nil` if it has one, or if the task was cancelled.
    package func pass(_ host: String) async -> HostAnswer? {
        if Self.isAddress(host) { return nil }
        let (answers, continuation) = AsyncStream<HostAnswer>.makeStream()
        let isFirst: Bool? = names.withLock { names in
            switch names[host] {
            case .found: return nil
            case .asked(let others):
                names[host] = .asked(others + [continuation])
                return false
            case nil:
                names[host] = .asked([continuation])
                return true
            }
        }
        guard let isFirst else { return nil }
        if isFirst { ask(host) { [self] in settle(host, $0) } }
        for await answer in answers {
            if case .addresses = answer { return nil }
            return answer
        }
        return nil
    }

    /// Whether who comes now passes at once.
    package func hasFound(_ host: String) -> Bool {
        if Self.isAddress(host) { return true }
        return names.withLock { if case .found = $0[host] { true } else { false } }
    }

    private static func isAddress(_ host: String) -> Bool { (try? SocketAddress(ipAddress: host, port: 0)) != nil }

    /// The host could not be reached: it may have another address by now, or the name service may be gone.
    package func forget(_ host: String) {
        names.withLock { names in
            if case .found = names[host] { names[host] = nil }
        }
    }

    private func settle(_ host: String, _ answer: HostAnswer) {
        let waiting: [AsyncStream<HostAnswer>.Continuation] = names.withLock { names in
            guard case .asked(let waiting) = names[host] else { return [] }
            if case .addresses = answer { names[host] = .found } else { names[host] = nil }
            return waiting
        }
        for continuation in waiting {
            continuation.yield(answer)
            continuation.finish()
        }
    }
}
