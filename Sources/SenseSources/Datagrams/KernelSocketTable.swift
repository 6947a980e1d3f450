// SPDX-License-Identifier: MIT

import Foundation
import NIOCore

/// The kernel's table of UDP sockets: what it keeps for a socket, and what it dropped because nobody took it in time.
struct KernelSocketTable: Sendable {
    struct Row: Equatable {
        /// Of datagrams that nobody has taken yet, with what the kernel needs for them.
        var waitingBytes: Int
        /// Since the socket was made. Wraps.
        var drops: UInt32
    }

    /// Gives the text of a file; `nil` if there is none.
    typealias Reader = @Sendable (_ path: String) -> String?

    static let system: Reader = { path in
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }

    var read: Reader = system

    /// The row of the socket that is bound to an address; `nil` outside Linux.
    ///
    /// No two of our sockets share an address, so that the address tells the socket.
    func row(of address: SocketAddress) -> Row? {
        guard let (path, key) = Self.key(of: address), let table = read(path) else { return nil }
        for line in table.utf8.split(separator: UInt8(ascii: "\n")) {
            let columns = line.split(separator: UInt8(ascii: " ")).map { String($0) ?? "" }
            // sl local remote state tx:rx timer:when retransmits user timeout inode references pointer drops
            guard columns.count >= 13, columns[1] == key else { continue }
            let queues = columns[4].split(separator: ":")
            guard queues.count == 2, let waiting = Int(queues[1], radix: 16), let drops = Int64(columns[12]) else {
                continue
            }
            return Row(waitingBytes: waiting, drops: UInt32(truncatingIfNeeded: drops))
        }
        return nil
    }

    /// The file, and the address as it is written there: the bytes in words of this machine's order.
    private static func key(of address: SocketAddress) -> (path: String, key: String)? {
        guard let port = address.port else { return nil }
        return address.withAddressBytes { bytes in
            let words = stride(from: 0, to: bytes.count, by: 4).map {
                hex(bytes.loadUnaligned(fromByteOffset: $0, as: UInt32.self), digits: 8)
            }
            let path = bytes.count == 16 ? "/proc/net/udp6" : "/proc/net/udp"
            return (path, words.joined() + ":" + hex(UInt32(port), digits: 4))
        }
    }

    private static func hex(_ number: UInt32, digits: Int) -> String {
        let text = String(number, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
