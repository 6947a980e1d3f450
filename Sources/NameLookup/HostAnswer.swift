// SPDX-License-Identifier: MIT

import Foundation
package import NIOCore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Finds the addresses of a host.
package typealias HostLookup = @Sendable (_ name: String) async -> HostAnswer

/// What a name service says about a host.
package enum HostAnswer: Sendable, Equatable {
    case addresses([SocketAddress])
    /// There is no such host, or it has no address.
    case unknown
    /// Nobody knows now.
    case failed(String)
}

extension HostAnswer {
    /// Asks as every other program of this machine does, hosts file included. Whoever is cancelled does not wait for the answer.
    package static let system: HostLookup = { name in
        let (answers, found) = AsyncStream<HostAnswer>.makeStream()
        askSystem(name) {
            found.yield($0)
            found.finish()
        }
        for await answer in answers { return answer }
        return .failed("the program ends")
    }

    /// Asks on a thread of its own: a name service that hangs blocks it for many seconds, and nobody else.
    static let askSystem: @Sendable (String, @escaping @Sendable (HostAnswer) -> Void) -> Void = { name, answer in
        Thread.detachNewThread { answer(ask(name)) }
    }

    private static func ask(_ name: String) -> HostAnswer {
        var first: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(name, nil, nil, &first)
        guard status == 0 else { return answer(toStatus: status) }
        defer { freeaddrinfo(first) }
        var addresses: [SocketAddress] = []
        var next = first
        while let info = next?.pointee {
            if let address = SocketAddress(info) { addresses.append(address) }
            next = info.ai_next
        }
        return addresses.isEmpty ? .unknown : .addresses(addresses)
    }

    #if canImport(Glibc)
    /// `EAI_NODATA`, a GNU extension whose name is not always there.
    static let noAddressStatus: Int32 = -5
    #else
    static let noAddressStatus = EAI_NODATA
    #endif

    /// What a failed `getaddrinfo` says. A host without an address is as good as none; all else may be different later.
    static func answer(toStatus status: Int32) -> HostAnswer {
        switch status {
        case EAI_NONAME, noAddressStatus: .unknown
        default: .failed(String(cString: gai_strerror(status)))
        }
    }
}

extension SocketAddress {
    fileprivate init?(_ info: addrinfo) {
        guard let address = info.ai_addr else { return nil }
        switch info.ai_family {
        case AF_INET: self.init(UnsafeRawPointer(address).loadUnaligned(as: sockaddr_in.self))
        case AF_INET6: self.init(UnsafeRawPointer(address).loadUnaligned(as: sockaddr_in6.self))
        default: return nil
        }
    }
}
