// SPDX-License-Identifier: MIT

import HTTPTypes
import NIOCore

/// The network that a request came from: an IPv4 address, or the half of an IPv6 address that a whole site shares.
///
/// It lives as long as the look at the rates, is never printed, stored or compared with anything but hashes.
struct PeerAddress: Sendable, Equatable, CustomStringConvertible {
    let bytes: [UInt8]

    var description: String { "<redacted>" }

    init?(_ address: SocketAddress?) {
        guard let address else { return nil }
        // The system's structures: behind four bytes of family and port lies an IPv4 address, behind eight an IPv6 one.
        let all = address.withSockAddr { pointer, size in
            Array(UnsafeRawBufferPointer(start: pointer, count: size))
        }
        switch address {
        case .v4:
            bytes = Array(all[4..<8])
        case .v6:
            let long = all[8..<24]
            let isMapped = long.prefix(10).allSatisfy { $0 == 0 } && long[18] == 0xFF && long[19] == 0xFF
            bytes = isMapped ? Array(long.suffix(4)) : Array(long.prefix(8))
        case .unixDomainSocket:
            return nil
        }
    }

    /// The address that the nearest proxy saw: the last element of `X-Forwarded-For`. What stands before it anybody can write.
    init?(forwarded fields: HTTPFields) {
        guard let name = HTTPField.Name("X-Forwarded-For"),
            let last = fields[values: name].last?.split(separator: ",", omittingEmptySubsequences: false).last
        else { return nil }
        let text = last.filter { $0 != " " && $0 != "\t" && $0 != "\"" }
        let candidates = [text, Self.withoutPort(text)]
        for candidate in candidates {
            if let address = try? SocketAddress(ipAddress: candidate, port: 0) {
                self.init(address)
                return
            }
        }
        return nil
    }

    private static func withoutPort(_ text: String) -> String {
        if text.hasPrefix("[") { return String(text.dropFirst().prefix { $0 != "]" }) }
        return String(text.prefix { $0 != ":" })
    }
}
