// SPDX-License-Identifier: MIT

import Foundation
import NIOCore

/// A socket of the system on the loopback network, for what a test says or hears beside the code under test.
///
/// Addresses are made by SwiftNIO: which module declares the fields of the system's own depends on what else the
/// compiler has read, and a file that imports only one of them does not always build.
package final class LoopbackSocket: Sendable {
    package enum Kind: Sendable { case datagram, stream }

    private let descriptor: CInt
    /// The port that it is bound to.
    package let port: Int

    /// - Parameters:
    ///   - host: an address of the loopback network.
    ///   - port: 0 for any.
    package init(_ kind: Kind, at host: String = "127.0.0.1", port: Int = 0) throws {
        let type = kind == .datagram ? SOCK_DGRAM : SOCK_STREAM
        descriptor = socket(host.contains(":") ? AF_INET6 : AF_INET, CInt(type.rawValue), 0)
        // A program that a test starts meanwhile would hold the port for as long as it runs.
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        let isBound = try Self.call(host, port) { [descriptor] in bind(descriptor, $0, $1) == 0 }
        guard isBound, let bound = Self.boundPort(of: descriptor) else {
            let failure = POSIXError(POSIXErrorCode(rawValue: errno) ?? .EADDRNOTAVAIL)
            close(descriptor)
            throw failure
        }
        self.port = bound
    }

    deinit { close(descriptor) }

    /// Takes connections from now on; nobody says anything to them unless asked to.
    package func listen() throws {
        try check(Foundation.listen(descriptor, 16) == 0)
    }

    /// Waits for a connection, which the caller closes; `nil` after `shutDown`.
    package func nextConnection() -> CInt? {
        let connection = accept(descriptor, nil, nil)
        return connection >= 0 ? connection : nil
    }

    /// Ends what waits at it. Closing alone would leave a thread waiting.
    package func shutDown() { shutdown(descriptor, CInt(SHUT_RDWR)) }

    /// Keeps up to so many bytes that nobody has asked for yet.
    package func setReceiveBuffer(_ size: Int) throws {
        var size = CInt(size)
        try check(setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<CInt>.size)) == 0)
    }

    package func send(_ bytes: [UInt8], to port: Int, at host: String = "127.0.0.1") throws {
        try check(
            Self.call(host, port) { sendto(descriptor, bytes, bytes.count, 0, $0, $1) } == bytes.count)
    }

    /// Everything that has arrived by now, and from where.
    package func received() -> [(bytes: [UInt8], source: String)] {
        var datagrams: [(bytes: [UInt8], source: String)] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let next: (count: Int, source: String)? = Self.withRoomForAddress { address, length in
                let count = recvfrom(descriptor, &buffer, buffer.count, CInt(MSG_DONTWAIT), address, &length)
                guard count >= 0 else { return nil }
                var host = [CChar](repeating: 0, count: Int(NI_MAXHOST))
                getnameinfo(address, length, &host, socklen_t(host.count), nil, 0, NI_NUMERICHOST)
                return (count, String(decoding: host.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
            }
            guard let next else { return datagrams }
            datagrams.append((Array(buffer[..<next.count]), next.source))
        }
    }

    private func check(_ isDone: Bool) throws {
        guard isDone else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    }

    private static func call<Result>(
        _ host: String, _ port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) throws -> Result {
        try SocketAddress(ipAddress: host, port: port).withSockAddr { body($0, socklen_t($1)) }
    }

    private static func boundPort(of descriptor: CInt) -> Int? {
        withRoomForAddress { address, length in
            guard getsockname(descriptor, address, &length) == 0 else { return nil }
            // Both kinds of addresses have the port at the same place.
            let bytes = UnsafeRawPointer(address).loadUnaligned(fromByteOffset: 2, as: UInt16.self)
            return Int(UInt16(bigEndian: bytes))
        }
    }

    private static func withRoomForAddress<Result>(
        _ body: (UnsafeMutablePointer<sockaddr>, inout socklen_t) -> Result
    ) -> Result {
        withUnsafeTemporaryAllocation(byteCount: 128, alignment: 8) { room in
            var length = socklen_t(room.count)
            return body(room.bindMemory(to: sockaddr.self).baseAddress.unsafelyUnwrapped, &length)
        }
    }
}
