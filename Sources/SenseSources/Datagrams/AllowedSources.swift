// SPDX-License-Identifier: MIT

import Logging
import NameLookup
import Synchronization

/// The addresses whose datagrams are taken. Fails closed: a name that nobody knows allows nobody.
final class AllowedSources: Sendable {
    private enum Standing { case known, kept, refused }

    private struct Host {
        var addresses: Set<IPAddress> = []
        /// `nil` until first looked up.
        var standing: Standing?
    }

    private struct State {
        var hosts: [String: Host]
        var allowed: Set<IPAddress>
    }

    private let literals: Set<IPAddress>
    private let state: Mutex<State>
    private let name: String
    private let lookUp: HostLookup
    private let logger: Logger

    /// - Parameter entries: addresses, and names of hosts, which allow nobody until looked up.
    init(_ name: String, _ entries: [String], lookUp: @escaping HostLookup, logger: Logger) {
        self.name = name
        self.lookUp = lookUp
        self.logger = logger
        literals = Set(entries.compactMap(IPAddress.init(literal:)))
        let names = Set(entries.filter { IPAddress(literal: $0) == nil })
        let hosts = Dictionary(uniqueKeysWithValues: names.map { ($0, Host()) })
        state = Mutex(State(hosts: hosts, allowed: literals))
        if entries.isEmpty {
            logger.warning("\(name): no source is allowed, so every datagram is refused")
        }
    }

    /// Whoever is allowed now.
    var current: Set<IPAddress> { state.withLock { $0.allowed } }

    /// False if all are addresses, which do not change.
    var hasNames: Bool { state.withLock { !$0.hosts.isEmpty } }

    /// Whether each name has an address.
    var isComplete: Bool { state.withLock { !$0.hosts.values.contains { $0.addresses.isEmpty } } }

    /// Looks all names up, at the same time. Without an answer the addresses that were known remain; without a host they go.
    func refresh() async {
        let names = state.withLock { Array($0.hosts.keys) }
        await withTaskGroup(of: (String, HostAnswer).self) { group in
            for name in names { group.addTask { [lookUp] in (name, await lookUp(name)) } }
            for await (host, answer) in group where !Task.isCancelled { learn(host, answer) }
        }
    }

    private func learn(_ host: String, _ answer: HostAnswer) {
        let (addresses, cause): (Set<IPAddress>?, String?) =
            switch answer {
            case .addresses(let found): (Set(found.compactMap(IPAddress.init)), nil)
            case .unknown: ([], "there is no such host")
            case .failed(let cause): (nil, cause)
            }
        let (before, standing) = state.withLock { state in
            let before = state.hosts[host]?.standing
            let new = addresses ?? state.hosts[host]?.addresses ?? []
            let standing: Standing = new.isEmpty ? .refused : cause == nil ? .known : .kept
            state.hosts[host] = Host(addresses: new, standing: standing)
            state.allowed = state.hosts.values.reduce(into: literals) { $0.formUnion($1.addresses) }
            return (before, standing)
        }
        guard standing != before else { return }
        let metadata: Logger.Metadata = ["source": "\(host)", "cause": "\(cause ?? "it has no address")"]
        switch standing {
        case .refused:
            logger.warning(
                "\(name): an allowed source has no address, so its datagrams are refused", metadata: metadata)
        case .kept:
            logger.warning(
                "\(name): an allowed source cannot be looked up, so its last addresses stay allowed", metadata: metadata
            )
        case .known where before != nil:
            logger.notice("\(name): an allowed source has an address again", metadata: ["source": "\(host)"])
        case .known: break
        }
    }
}
