// SPDX-License-Identifier: MIT

import NIOCore

/// Where a datagram came from, without the port: the four bytes of IPv4, or the sixteen of IPv6. An IPv4 sender is the same
/// one on a port of both kinds.
struct IPAddress: Hashable, Sendable {
    private let high: UInt64
    private let low: UInt64

    /// `nil` for what is no Internet address.
    init?(_ address: SocketAddress) {
        let halves: (UInt64, UInt64)? = address.withAddressBytes { bytes in
            guard bytes.count == 16 else {
                return (0, 0xffff << 32 | UInt64(UInt32(bigEndian: bytes.loadUnaligned(as: UInt32.self))))
            }
            return (
                UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            )
        }
        guard let halves else { return nil }
        (high, low) = halves
    }

    /// `nil` for what is no address but perhaps a name.
    init?(literal text: String) {
        guard let address = try? SocketAddress(ipAddress: text, port: 0) else { return nil }
        self.init(address)
    }
}

extension SocketAddress {
    /// The four or sixteen bytes of the address, as they are sent; `nil` for what is no Internet address.
    func withAddressBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result? {
        // Everywhere they come after family and port, and those of IPv6 after the flow as well.
        switch self {
        case .v4(let four): withUnsafeBytes(of: four.address) { body(UnsafeRawBufferPointer(rebasing: $0[4..<8])) }
        case .v6(let six): withUnsafeBytes(of: six.address) { body(UnsafeRawBufferPointer(rebasing: $0[8..<24])) }
        case .unixDomainSocket: nil
        }
    }
}
