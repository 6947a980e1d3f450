// SPDX-License-Identifier: MIT

import BenchmarkSupport
import Foundation

/// A connection that stays open and has at most one request under way.
final class LoadConnection {
    struct Failed: Error {
        var what: String
        var code: Int32 = errno
    }

    let socket: Int32
    /// A page is much longer than the answer to a report.
    private static let longest = 8 << 20
    private var buffer = [UInt8](repeating: 0, count: 16 * 1024)
    private var filled = 0

    init(port: Int) throws {
        socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard socket >= 0 else { throw Failed(what: "socket") }
        let socket = socket
        guard LoopbackAddress(port: port).isTaken({ connect(socket, $0, $1) }) else {
            close(socket)
            throw Failed(what: "connect")
        }
        var yes: Int32 = 1
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit { close(socket) }

    /// Sends a request; false if the connection is gone.
    func send(_ request: UnsafeRawBufferPointer) -> Bool {
        var rest = request
        while !rest.isEmpty {
            let count = Foundation.send(socket, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
            guard count > 0 else { return false }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
        return true
    }

    enum Progress {
        case waiting, broken
        case answered(status: Int)
    }

    /// Takes what has arrived.
    func receive() -> Progress {
        let count = buffer.withUnsafeMutableBytes {
            recv(socket, $0.baseAddress?.advanced(by: filled), $0.count - filled, Int32(MSG_DONTWAIT))
        }
        guard count > 0 else { return count < 0 && errno == EAGAIN ? .waiting : .broken }
        filled += count
        guard let (status, length) = answer, filled >= length else {
            if filled == buffer.count {
                guard filled < Self.longest else { return .broken }
                buffer += [UInt8](repeating: 0, count: buffer.count)
            }
            return .waiting
        }
        filled = 0
        return .answered(status: status)
    }

    private static let lengthName = Array("\r\ncontent-length:".utf8)

    /// The status of the answer and its length with its head, as soon as the head is complete.
    private var answer: (status: Int, length: Int)? {
        var (position, bodyLength) = (12, 0)
        while position + 3 < filled {
            defer { position += 1 }
            guard buffer[position] == 13 else { continue }
            if buffer[position + 2] == 13 {
                let status = buffer[9..<12].reduce(0) { $0 * 10 + Int($1) - 48 }
                return (status, position + 4 + bodyLength)
            }
            if let value = value(of: Self.lengthName, at: position) { bodyLength = value }
        }
        return nil
    }

    private func value(of name: [UInt8], at position: Int) -> Int? {
        guard position + name.count < filled else { return nil }
        for (offset, byte) in name.enumerated() where buffer[position + offset] | 0x20 != byte | 0x20 { return nil }
        return buffer[(position + name.count)..<filled].drop { $0 == 0x20 }.prefix { (48...57).contains($0) }
            .reduce(0) { $0 * 10 + Int($1) - 48 }
    }
}
